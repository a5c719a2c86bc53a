import Foundation
import Glibc

/// A file system of a few kilobytes in memory, mounted on a directory: for tests of what happens when it is full.
public struct SmallDisk {
  private let directory: URL

  /// Whether one can be mounted here: that needs the rights of root.
  public static let isPossible: Bool = {
    let directory = FileManager.default.temporaryDirectory.appending(path: "small-disk-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    guard (try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)) != nil else {
      return false
    }
    let disk = try? SmallDisk(at: directory, kilobytes: 1024)
    disk?.unmount()
    return disk != nil
  }()

  /// - Parameter directory: exists; what is in it is hidden until the disk is unmounted.
  /// - Throws: `CocoaError` where the system does not mount it.
  public init(at directory: URL, kilobytes: Int) throws {
    self.directory = directory
    try Self.command("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", directory.path)
  }

  /// Also where a process still has a file open.
  public func unmount() { try? Self.command("umount", "--lazy", directory.path) }

  /// Makes room, or takes it; the files stay. Throws as `init` does.
  public func resize(kilobytes: Int) throws {
    try Self.command("mount", "-o", "remount,size=\(kilobytes)k", directory.path)
  }

  /// Takes what room there is; `free` gives it back.
  public func fill() {
    guard let file = fopen(filler, "a") else { return }
    let block = [UInt8](repeating: 0, count: 4096)
    // Unbuffered, so that each block is there or does not fit.
    setvbuf(file, nil, _IONBF, 0)
    while fwrite(block, 1, block.count, file) == block.count {}
    fclose(file)
  }

  /// Undoes `fill`.
  public func free() { unlink(filler) }

  private var filler: String { directory.appending(path: "filler").path }

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
