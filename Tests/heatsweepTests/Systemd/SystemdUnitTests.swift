import Foundation
import Testing

private let systemdAnalyze = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first(
  where: FileManager.default.isExecutableFile)

/// The unit of `cluster/systemd`, as systemd reads it.
@Suite struct SystemdUnitTests {
  private let unit = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "cluster/systemd/heatsweep-worker.service")

  /// What `systemd-analyze verify` says of the unit under this name, with a program in it that exists on this machine.
  private func complaints(name: String, replacing old: String = "", by new: String = "") throws -> String {
    let directory = FileManager.default.temporaryDirectory.appending(path: "unit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var text = try String(contentsOf: unit, encoding: .utf8)
    text.replace("/usr/local/bin/heatsweep", with: "/bin/true")
    if !old.isEmpty { text.replace(old, with: new) }
    try Data(text.utf8).write(to: directory.appending(path: name.replacing(/@.*\./, with: "@.")))
    let process = Process()
    process.executableURL = URL(filePath: try #require(systemdAnalyze))
    process.arguments = ["verify", directory.appending(path: name).path]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return output
  }

  @Test(
    .enabled(if: systemdAnalyze != nil, "systemd-analyze is not installed"),
    arguments: ["heatsweep-worker.service", "heatsweep-worker@2.service"])
  func systemdAcceptsIt(name: String) throws {
    #expect(try complaints(name: name) == "")
    // And would say so if it did not.
    #expect(try complaints(name: name, replacing: "RestartSec=", by: "RestartAfter=").contains("RestartAfter"))
  }

  @Test func itsCommandIsOneThatTheProgramTakes() throws {
    let text = try String(contentsOf: unit, encoding: .utf8)
    let command = try #require(text.firstMatch(of: /ExecStart=\S+ (.*)/)).1.split(separator: " ").map(String.init)
    let sandbox = try StudySandbox()
    let help = try sandbox.run("help", command[0])
    #expect(try help.end() == 0)
    for option in command where option.hasPrefix("--") { #expect(help.output.contains("\(option) "), "\(option)") }
  }
}
