import Cluster
import Foundation
import Testing

/// What is handed to ssh, and what arrives at the host's shell.
@Suite struct SSHCommandTests {
  @Test func everythingIsAnArgumentOfItsOwn() {
    var host = LaunchHost(name: "lab1", host: "lab1.example.org")
    host.user = "alice"
    host.port = 2222
    host.jump = "gate"
    host.identity = "/keys/a b"
    host.options = [.init(name: "connecttimeout", value: "3"), .init(name: "UserKnownHostsFile", value: "/a b")]
    let words = SSHCommand.arguments(for: host, remote: "do it", forward: (20_001, "127.0.0.1:5555"))
    #expect(words.first == "ssh")
    #expect(words.suffix(3) == ["--", "lab1.example.org", "do it"])
    func follows(_ option: String, _ value: String) -> Bool {
      zip(words, words.dropFirst()).contains { $0 == option && $1 == value }
    }
    #expect(follows("-l", "alice") && follows("-p", "2222") && follows("-J", "gate") && follows("-i", "/keys/a b"))
    #expect(follows("-o", "UserKnownHostsFile=/a b") && follows("-o", "BatchMode=yes"))
    #expect(follows("-R", "127.0.0.1:20001:127.0.0.1:5555") && follows("-o", "ExitOnForwardFailure=yes"))
    // The host file's word comes instead of ours.
    #expect(words.filter { $0.lowercased().hasPrefix("connecttimeout=") } == ["connecttimeout=3"])
  }

  @Test(arguments: ["plain", "two words", "it's", "$HOME `id` $(id) \"x\" \\ ; | & * ? # !", "-n", "", "ü\n x"])
  func argumentsArriveAsTheyAre(word: String) throws {
    let command = RemoteShell.command("printf %s \"$1\";\nprintf %s \"[$2]\";", [word, "end"])
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: bytes, as: UTF8.self) == word + "[end]")
  }

  @Test func scriptsAreLinesThatAnyShellReadsAlike() {
    for script in [RemoteShell.check, RemoteShell.copy, RemoteShell.attend] {
      let command = RemoteShell.command(script, [])
      #expect(!command.contains("\n") && !command.contains("\\"))
      // Nothing of the script ends the quotes around it.
      #expect(command.count { $0 == "'" } == 2)
    }
  }

  @Test(arguments: [
    ("0.0.0.0", "10.0.0.1", false, "tcp://10.0.0.1:5555"), ("10.9.9.9", "10.0.0.1", false, "tcp://10.9.9.9:5555"),
    ("0.0.0.0", "10.0.0.1", true, nil), ("0.0.0.0", "2001:db8::5", false, nil), ("0.0.0.0", nil, false, nil),
    ("127.0.0.1", "10.0.0.1", false, nil),
  ])
  func theWayIsDirectWhereItCanBe(address: String, client: String?, tunnel: Bool, endpoint: String?) {
    var host = LaunchHost(name: "a", host: "a")
    host.tunnel = tunnel
    let way = Way(host: host, listening: .init(address: address, port: 5555), client: client, remotePort: 20_001)
    #expect(way.endpoint == endpoint ?? "tcp://127.0.0.1:20001")
    #expect(way.forward == (endpoint == nil ? 20_001 : nil))
    #expect(way.target == (address == "0.0.0.0" ? "127.0.0.1:5555" : "\(address):5555"))
  }

  @Test func behindAJumpHostThereIsATunnel() {
    var host = LaunchHost(name: "a", host: "a")
    host.jump = "gate"
    let way = Way(host: host, listening: .init(address: "0.0.0.0", port: 1), client: "10.0.0.1", remotePort: 20_001)
    #expect(way.forward == 20_001)
  }

  @Test func linesAreCutAndBounded() throws {
    var lines = LineBuffer(limit: 4)
    try lines.append(Data("ab\ncd".utf8))
    #expect(try lines.next() == Data("ab".utf8))
    #expect(try lines.next() == nil)
    try lines.append(Data("ef\n\n".utf8))
    #expect(try lines.next() == Data("cdef".utf8))
    #expect(try lines.next() == Data())
    #expect(throws: ClusterError.self) { try lines.append(Data("12345".utf8)) }
    var others = LineBuffer(limit: 4)
    try others.append(Data("12345\n".utf8))
    #expect(throws: ClusterError.self) { try others.next() }
  }
}
