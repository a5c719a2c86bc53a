import Files
import Foundation

/// A finished file of features: a header, then the numbers of one image after the other, Float32 in this machine's order.
///
/// The header's 128 bytes are a line that names the format, a line with the SHA-256 of key and numbers, and spaces. A file
/// that was checked once is read through its descriptor: it stays what it was, even when its name is gone.
final class FeatureFile: Sendable {
  static let headerSize = 128

  private let descriptor: Int32
  private let path: String

  /// Takes over the descriptor of a file that is known to be whole.
  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// The file at `path`, read through once.
  /// - Parameters:
  ///   - key: what the features follow from.
  ///   - size: bytes of all features.
  /// - Returns: nil where there is no such file, or one that is cut short, damaged or of another key.
  static func checked(path: String, key: String, size: Int) -> FeatureFile? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let file = FeatureFile(descriptor: descriptor, path: path)
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) == headerSize + size else { return nil }
    do {
      var hash = hash(key: key)
      try file.withChunks(size) { hash.add($0) }
      var found = [UInt8](repeating: 0, count: headerSize)
      try found.withUnsafeMutableBytes { try file.read(into: $0, at: -headerSize) }
      return found == header(digest: hash.digits) ? file : nil
    } catch {
      return nil
    }
  }

  static func header(digest: String) -> [UInt8] {
    let text = Array("heatsweep features 1\n\(digest)\n".utf8)
    return text + [UInt8](repeating: UInt8(ascii: " "), count: headerSize - text.count)
  }

  /// The hash of a file's contents, before its first number.
  static func hash(key: String) -> SHA256 {
    var hash = SHA256()
    hash.add(key)
    return hash
  }

  /// Fills `target` with the bytes from `offset` on, counted from the first number.
  /// - Throws: `FileError` where the file ends before that, or cannot be read.
  func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    var done = 0
    while done < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(Self.headerSize + offset + done))
      if count < 0, errno == EINTR { continue }
      // A file that ends too early gives 0 and no error number.
      guard count > 0 else { throw FileError(path: path, action: "read", code: count < 0 ? errno : EIO) }
      done += count
    }
  }

  private func withChunks(_ size: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { chunk.deallocate() }
    for offset in stride(from: 0, to: size, by: chunk.count) {
      let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunk.count, size - offset)])
      try read(into: part, at: offset)
      body(UnsafeRawBufferPointer(part))
    }
  }
}
