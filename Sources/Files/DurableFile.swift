import Foundation

/// Files that are either the old one or the new one, whatever happens in between, a power cut included.
public enum DurableFile {
  /// Writes `data` to a temporary file beside `path`, flushes it to disk and renames it.
  ///
  /// - Parameter mode: the file's permissions; nil: what is usual for this user.
  /// - Throws: `FileError`; the old file stays, and nothing temporary is left behind.
  public static func write(_ data: Data, to path: String, mode: mode_t? = nil) throws {
    let url = URL(fileURLWithPath: path)
    let temporary = url.deletingLastPathComponent().appendingPathComponent(
      ".\(url.lastPathComponent).\(getpid()).partial"
    ).path
    // One that a killed process left behind may have other permissions.
    if mode != nil { unlink(temporary) }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode ?? 0o644)
    guard descriptor >= 0 else { throw failure("create", path) }
    FaultPoint.fileCreated.pass()
    do {
      try fill(descriptor, data, path)
      try rename(temporary, to: path)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Renames a file that was flushed, and makes its new name durable.
  ///
  /// - Throws: `FileError` naming the new path.
  public static func rename(_ temporary: String, to path: String) throws {
    FaultPoint.fileFlushed.pass()
    guard Foundation.rename(temporary, path) == 0 else { throw failure("rename", path) }
    FaultPoint.fileRenamed.pass()
    defer { FaultPoint.fileDurable.pass() }
    // A name is on disk once its directory is. Some file systems refuse to flush a directory; then there is nothing more to do.
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  /// Removes the temporary files that processes left in a directory when they were killed, and those of processes that still write
  /// there, whose writing then fails.
  public static func removeTemporary(in directory: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    where name.hasPrefix(".") && name.hasSuffix(".partial") {
      unlink("\(directory)/\(name)")
    }
  }

  /// Writes all of it, flushes and closes.
  private static func fill(_ descriptor: Int32, _ data: Data, _ path: String) throws {
    do {
      try data.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
          let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          if written < 0, errno == EINTR { continue }
          guard written >= 0 else { throw failure("write", path) }
          rest = rest.dropFirst(written)
        }
      }
      guard fsync(descriptor) == 0 else { throw failure("flush", path) }
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure("close", path) }
  }

  private static func failure(_ action: String, _ path: String) -> FileError {
    FileError(path: path, action: action, code: errno)
  }
}
