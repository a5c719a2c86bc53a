import Glibc

/// Lets another thread wake the loop that waits for messages.
final class WakePipe: Sendable {
  let readEnd: Int32
  private let writeEnd: Int32

  init() throws { (readEnd, writeEnd) = try makePipe() }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// From any thread. A full pipe wakes as well as one more byte.
  func wake() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// By the loop, once awake.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }
}
