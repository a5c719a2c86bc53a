import Foundation

/// Files that are either the old one or the new one, whatever happens in between.
public enum DurableFile {
  /// Writes `data` to a temporary file beside `url`, flushes it to disk and renames it over `url`.
  ///
  /// - Throws: `WeightsError` naming the file and the system's reason, for instance a full disk; the old file stays.
  public static func write(_ data: Data, to url: URL) throws {
    let temporary = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(getpid()).partial")
    let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("create", url) }
    var isOpen = true
    defer {
      if isOpen { close(descriptor) }
      unlink(temporary.path)
    }
    try data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          throw failure("write", url)
        }
        rest = rest.dropFirst(written)
      }
    }
    guard fsync(descriptor) == 0 else { throw failure("flush", url) }
    isOpen = false
    guard close(descriptor) == 0 else { throw failure("close", url) }
    guard rename(temporary.path, url.path) == 0 else { throw failure("rename", url) }
    flushDirectory(of: url)
  }

  /// A rename is on disk once its directory is. Some file systems refuse to flush a directory; then there is nothing more to do.
  private static func flushDirectory(of url: URL) {
    let directory = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  private static func failure(_ action: String, _ url: URL) -> WeightsError {
    WeightsError("\(url.path): cannot \(action) the file: \(String(cString: strerror(errno)))")
  }
}
