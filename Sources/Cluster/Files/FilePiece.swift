import Coordination
import Foundation
import Glibc

/// Reads one piece of a file.
enum FilePiece {
  /// - Returns: nil where there is no such file, or nothing of it from there on.
  static func read(_ want: Want, path: String) -> Chunk? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: MessageLimits.chunk)
    let count = pread(descriptor, &bytes, bytes.count, off_t(want.offset))
    guard count > 0 else { return nil }
    return Chunk(digest: want.digest, offset: want.offset, payload: Data(bytes[..<count]))
  }
}
