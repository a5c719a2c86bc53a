import Foundation
import Testing

extension EndToEndTests {
  /// `heatsweep keys`, as a user has it.
  @Suite struct KeysCommandTests {
    private struct ListedKey: Decodable {
      let name: String
      let publicKey: String
      let expires: String?
      let isExpired: Bool
    }

    private func list(_ sandbox: StudySandbox) throws -> [ListedKey] {
      let run = try sandbox.run("keys", "list", "--json", "--keys", "keys")
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      return try decoder.decode([ListedKey].self, from: Data(run.output.utf8))
    }

    @Test func keysAreMadeListedReplacedAndRevoked() throws {
      let sandbox = try StudySandbox()
      let made = try sandbox.run("keys", "make", "lab1", "lab2", "--expires", "30", "--keys", "keys")
      let files = made.output.split(separator: "\n").map(String.init)
      #expect(files.map { URL(filePath: $0).lastPathComponent } == ["lab1.key", "lab2.key"])
      #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
      #expect(made.errors == "")
      let first = try list(sandbox)
      #expect(first.map(\.name) == ["lab1", "lab2"])
      #expect(first.allSatisfy { $0.expires != nil && !$0.isExpired && $0.publicKey.utf8.count == 40 })
      #expect(try sandbox.run("keys", "make", "lab1", "--keys", "keys").end() == 0)
      let second = try list(sandbox)
      #expect(second.map(\.name) == ["lab1", "lab2"])
      #expect(second[0].publicKey != first[0].publicKey && second[0].expires == nil)
      #expect(
        try sandbox.run("keys", "list", "--keys", "keys").output.contains("lab1  \(second[0].publicKey)  never ends"))
      let revoked = try sandbox.run("keys", "revoke", "lab2", "--keys", "keys")
      #expect(revoked.output == "" && revoked.errors == "")
      #expect(try list(sandbox).map(\.name) == ["lab1"])
      #expect(!FileManager.default.fileExists(atPath: files[1]))
    }

    @Test(arguments: [
      (["make", "../lab1"], ["key name '../lab1': expected 1 to 64 letters"]),
      (["make", "good", ".bad"], ["key name '.bad': expected"]),
      (["revoke", "lab1"], ["/keys: no key has the name 'lab1'"]),
      (["make", "lab1", "--keys", "tiny.yaml"], ["/tiny.yaml: cannot be made: File exists"]),
      (["make", "lab1", "--keys", "/proc/keys"], ["/proc/keys: cannot be made"]),
    ])
    func whatCannotBeDoneIsOneLine(arguments: [String], texts: [String]) throws {
      let sandbox = try StudySandbox()
      try expectOneLine(try sandbox.start(["keys"] + arguments), texts)
      // All names are looked at before the first key is made.
      #expect(!FileManager.default.fileExists(atPath: sandbox.root.appending(path: "configuration/heatsweep").path))
    }

    @Test func aStudyOverANetwork() throws {
      let sandbox = try StudySandbox()
      let key = try sandbox.run("keys", "make", "lab1").output.trimmingCharacters(in: .newlines)
      #expect(key.hasPrefix(sandbox.root.path + "/configuration/heatsweep/keys/workers/"))
      let coordinator = try sandbox.start([
        "coordinator", "tiny.yaml", "--bind", "tcp://127.0.0.1:*", "--output", "output",
      ])
      try eventually("it listens; it wrote: \(coordinator.errors)") {
        coordinator.errors.contains("listening at tcp://")
      }
      let line = try #require(coordinator.errorLines.first { $0.hasPrefix("listening at ") })
      let endpoint = String(line.dropFirst("listening at ".count))
      let worker = try sandbox.start(["worker", "--connect", endpoint, "--key", key, "--directory", "elsewhere"])
      #expect(try coordinator.end() == 0)
      #expect(try worker.end() == 0)
      try sandbox.expectEqualsUndisturbed()
      #expect(!coordinator.errors.contains("warning"))
    }
  }
}
