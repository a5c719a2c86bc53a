import Cluster
import Foundation
import Testing
import ZeroMQ

/// Keys on disk: who may read them, what becomes of damaged ones, and several programs at once.
struct KeyDirectoryTests {
  /// A key directory that goes when the test is over.
  private final class Sandbox {
    let root = FileManager.default.temporaryDirectory.appending(path: "keys-test-\(UUID().uuidString)")
    var keys: KeyDirectory { KeyDirectory(root.appending(path: "deep/keys")) }

    deinit { try? FileManager.default.removeItem(at: root) }

    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: keys.url.appending(path: path).path)[.posixPermissions] as? Int
    }

    func setMode(_ mode: Int, _ path: String) throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: keys.url.appending(path: path).path)
    }
  }

  @Test func oneFileIsAllThatAWorkerNeeds() throws {
    let sandbox = Sandbox()
    let end = Date(timeIntervalSince1970: 4_000_000_000)
    let file = try sandbox.keys.makeWorkerKey(name: "lab1", expires: end)
    #expect(file.path == sandbox.keys.url.path + "/workers/lab1.key")
    let key = try WorkerKey(contentsOf: file)
    #expect(key.name == "lab1")
    #expect(key.expires == end)
    #expect(
      try WorkerKey(contentsOf: sandbox.keys.makeWorkerKey(name: "lab2", expires: nil)).coordinatorKey
        == key.coordinatorKey)
    let list = try sandbox.keys.list()
    #expect(list.map(\.name) == ["lab1", "lab2"])
    #expect(list.map(\.expires) == [end, nil])
    #expect(list[0].isExpired(at: end) && !list[0].isExpired(at: end - 1) && !list[1].isExpired(at: .distantFuture))
  }

  @Test func nobodyElseMayReadThem() throws {
    let sandbox = Sandbox()
    // Whatever the user's umask is.
    let file = try sandbox.keys.makeWorkerKey(name: "lab1", expires: nil)
    for path in ["", "workers"] { #expect(try sandbox.mode(path) == 0o700, "\(path)") }
    for path in ["coordinator.key", "allowed", "workers/lab1.key"] {
      #expect(try sandbox.mode(path) == 0o600, "\(path)")
    }
    try sandbox.setMode(0o640, "workers/lab1.key")
    let error = #expect(throws: ClusterError.self) { try WorkerKey(contentsOf: file) }
    #expect(error?.description == "\(file.path): others can read or change it (mode 0640); run: chmod 600 \(file.path)")
    for (mode, path) in [(0o644, "coordinator.key"), (0o622, "allowed"), (0o750, "workers"), (0o711, "")] {
      let old = try #require(try sandbox.mode(path))
      try sandbox.setMode(mode, path)
      let error = #expect(throws: ClusterError.self) { try sandbox.keys.makeWorkerKey(name: "lab2", expires: nil) }
      #expect(error?.description.contains("run: chmod") == true)
      try sandbox.setMode(old, path)
    }
  }

  @Test func aNameMadeAgainGetsAnotherKeyAndARevokedOneNone() throws {
    let sandbox = Sandbox()
    _ = try sandbox.keys.makeWorkerKey(name: "lab1", expires: nil)
    let file = try sandbox.keys.makeWorkerKey(name: "lab2", expires: nil)
    let first = try sandbox.keys.list()
    _ = try sandbox.keys.makeWorkerKey(name: "lab1", expires: nil)
    let second = try sandbox.keys.list()
    #expect(second.map(\.name) == ["lab1", "lab2"])
    #expect(second[0].publicKey != first[0].publicKey)
    #expect(second[1] == first[1])
    try sandbox.keys.revoke(name: "lab2")
    #expect(try sandbox.keys.list() == [second[0]])
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(throws: ClusterError.self) { try sandbox.keys.revoke(name: "lab2") }
  }

  @Test(arguments: [
    "", ".", "..", "../escape", "a/b", "/etc/passwd", ".hidden", "a b", "a\nb", "a\u{0}b", "\u{1B}[2J", "ü",
    String(repeating: "a", count: 65),
  ])
  func aNameThatIsNoneTouchesNothing(name: String) throws {
    let sandbox = Sandbox()
    let error = #expect(throws: ClusterError.self) { try sandbox.keys.makeWorkerKey(name: name, expires: nil) }
    #expect(error?.description.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } == true)
    #expect(throws: ClusterError.self) { try sandbox.keys.revoke(name: name) }
    #expect(!FileManager.default.fileExists(atPath: sandbox.root.path))
  }

  @Test func aDamagedKeyFileIsOneLineWithoutTheSecret() throws {
    let sandbox = Sandbox()
    let file = try sandbox.keys.makeWorkerKey(name: "lab1", expires: Date(timeIntervalSince1970: 4_000_000_000))
    let good = try String(contentsOf: file, encoding: .utf8)
    let lines = good.split(separator: "\n").map(String.init)
    let secret = try #require(lines.first { $0.hasPrefix("secret-key") })
    var damaged = [
      "", "\u{0}\u{1}", "{}", String(repeating: "x", count: 100_000), good + "name = \"lab2\"\n",
      good + "color = \"red\"\n",
    ]
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
      // Any name of fewer letters is one, too.
      let changes =
        line.hasPrefix("name")
        ? []
        : [
          String(line.dropLast()), String(line.dropLast(2)) + "\"", line.replacing("\"", with: ""), "\(line.prefix(3))",
        ]
      for change in changes {
        damaged.append((lines[..<index] + [change] + lines[(index + 1)...]).joined(separator: "\n"))
      }
      if !line.hasPrefix("expires") {
        damaged.append((lines[..<index] + lines[(index + 1)...]).joined(separator: "\n"))
      }
    }
    // The keys of two pairs.
    let other = try CurveKeyPair.make()
    damaged.append(good.replacing(secret, with: "secret-key = \"\(other.secretKey)\""))
    for text in damaged {
      try Data(text.utf8).write(to: file)
      let error = #expect(throws: ClusterError.self, "\(text)") { try WorkerKey(contentsOf: file) }
      let line = error?.description ?? ""
      #expect(line.hasPrefix("\(file.path): ") && line.contains("expected") && !line.contains("\n"), "\(line)")
      #expect(!line.contains(secret.dropFirst(14).prefix(20)))
    }
  }

  @Test func whatIsNoFileIsOneLine() throws {
    let sandbox = Sandbox()
    let file = try sandbox.keys.makeWorkerKey(name: "lab1", expires: nil)
    try FileManager.default.removeItem(at: file)
    #expect(throws: ClusterError.self) { try WorkerKey(contentsOf: file) }
    // Opening a pipe that nobody writes to would wait for ever.
    #expect(mkfifo(file.path, 0o600) == 0)
    #expect(throws: ClusterError.self) { try WorkerKey(contentsOf: file) }
    #expect(throws: ClusterError.self) { try WorkerKey(contentsOf: file.deletingLastPathComponent()) }
  }

  @Test(arguments: [
    "lab1", "lab1 short never", "lab1 KEY soon", "../lab1 KEY never", "lab1 KEY never\nlab1 OTHER never",
    "a KEY never\nb KEY never",
  ])
  func aDamagedAllowListIsOneLineWithItsNumber(text: String) throws {
    let sandbox = Sandbox()
    _ = try sandbox.keys.makeWorkerKey(name: "lab1", expires: nil)
    let path = sandbox.keys.url.appending(path: "allowed")
    let text = text.replacing("KEY", with: try CurveKeyPair.make().publicKey)
      .replacing("OTHER", with: try CurveKeyPair.make().publicKey)
    try Data("# comment\n\n\(text)\n".utf8).write(to: path)
    let error = #expect(throws: ClusterError.self) { try sandbox.keys.list() }
    let number = text.contains("\n") ? 4 : 3
    #expect(error?.description.hasPrefix("\(path.path): line \(number): expected NAME PUBLICKEY EXPIRY") == true)
    #expect(throws: ClusterError.self) { try sandbox.keys.makeWorkerKey(name: "lab2", expires: nil) }
  }

  @Test func keysThatAreMadeAtTheSameTimeAreAllThere() async throws {
    let sandbox = Sandbox()
    let keys = sandbox.keys
    let names = (0..<40).map { "lab\($0)" }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names { group.addTask { _ = try keys.makeWorkerKey(name: name, expires: nil) } }
      try await group.waitForAll()
    }
    #expect(Set(try keys.list().map(\.name)) == Set(names))
    let coordinators = try names.map {
      try WorkerKey(contentsOf: keys.url.appending(path: "workers/\($0).key")).coordinatorKey
    }
    #expect(Set(coordinators).count == 1)
    withExtendedLifetime(sandbox) {}
  }
}
