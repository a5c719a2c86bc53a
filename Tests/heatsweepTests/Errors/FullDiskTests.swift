import Foundation
import Testing

extension EndToEndTests {
  /// A full disk stops the study with one line; with more room the same command ends it.
  @Suite(.enabled(if: SmallDisk.isPossible, "mounting a small disk needs the rights of root")) struct FullDiskTests {
    @Test func nothingComputedIsLost() throws {
      let sandbox = try StudySandbox()
      try FileManager.default.createDirectory(at: sandbox.output, withIntermediateDirectories: false)
      // Room for two or three of eight trials.
      let disk = try SmallDisk(at: sandbox.output, megabytes: 10)
      defer { withExtendedLifetime(sandbox) { disk.unmount() } }
      let first = try sandbox.startStudy()
      #expect(try first.end() == 1)
      let lines = first.errorLines.filter { $0.hasPrefix("Error: ") }
      #expect(lines.count == 1, "\(first.errors)")
      #expect(lines.first?.lowercased().contains("no space left on") == true, "\(first.errors)")
      #expect(lines.first?.contains(sandbox.output.path) == true, "\(first.errors)")
      #expect(!first.errors.contains("Fatal error"))

      let done = try sandbox.run("status", "output", "--json")
      #expect(done.output.contains(/"done" : [1-7],/), "\(done.output)")
      try disk.resize(megabytes: 200)
      let second = try sandbox.startStudy()
      #expect(try second.end() == 0, "\(second.errors)")
      #expect(second.errorLines.first?.contains("of them finished before") == true)
      try sandbox.expectEqualsUndisturbed()
    }
  }
}

/// A file system of a few megabytes in memory.
private struct SmallDisk {
  private let directory: URL

  static let isPossible: Bool = {
    let directory = FileManager.default.temporaryDirectory.appending(path: "small-disk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    guard (try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)) != nil else {
      return false
    }
    let disk = try? SmallDisk(at: directory, megabytes: 1)
    disk?.unmount()
    return disk != nil
  }()

  init(at directory: URL, megabytes: Int) throws {
    self.directory = directory
    try Self.command("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", directory.path)
  }

  /// Also where a process still has a file open.
  func unmount() { try? Self.command("umount", "--lazy", directory.path) }

  func resize(megabytes: Int) throws {
    try Self.command("mount", "-o", "remount,size=\(megabytes)m", directory.path)
  }

  private static func command(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
  }
}
