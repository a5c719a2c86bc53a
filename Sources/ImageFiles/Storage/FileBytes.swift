import Foundation

/// The bytes of a file, or of a part of one, and the name that errors give it.
struct FileBytes: Sendable {
  let data: Data
  let file: String

  init(_ data: Data, file: String) {
    self.data = data
    self.file = file
  }

  /// Maps a file into memory: what is not read takes none. The file must not shrink while it is in use.
  init(contentsOf url: URL) throws(ImageFileError) {
    let path = url.path
    func failure(_ reason: String) -> ImageFileError { ImageFileError(file: path, reason: reason) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw failure("cannot be opened: \(String(cString: strerror(errno)))")
    }
    // Pipes and devices may have no end.
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw failure("expected a file, found \(status.st_mode & S_IFMT == S_IFDIR ? "a directory" : "something else")")
    }
    guard access(path, R_OK) == 0 else {
      throw failure("cannot be read: \(String(cString: strerror(errno)))")
    }
    do {
      // On Linux, Foundation takes no file for safe to map and with `mappedIfSafe` would read all of it.
      self.init(try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped), file: path)
    } catch {
      throw failure("cannot be read: \(error.localizedDescription)")
    }
    guard !data.isEmpty else { throw failure("the file is empty") }
  }

  var count: Int { data.count }

  func failure(_ reason: String) -> ImageFileError { ImageFileError(file: file, reason: reason) }

  /// A part, which shares the memory of the whole; `file` renames it.
  func part(_ start: Int, count: Int, file: String? = nil) throws(ImageFileError) -> FileBytes {
    try check(start, count)
    let first = data.startIndex + start
    return FileBytes(data[first..<first + count], file: file ?? self.file)
  }

  /// The whole number that begins at a byte.
  func integer<Stored: FixedWidthInteger & BitwiseCopyable>(
    _ type: Stored.Type, at start: Int, isBigEndian: Bool = false
  ) throws(ImageFileError) -> Stored {
    try check(start, MemoryLayout<Stored>.size)
    // Any bits are a whole number; the span checks the bounds.
    let stored = data.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: Stored.self)
    return isBigEndian ? Stored(bigEndian: stored) : Stored(littleEndian: stored)
  }

  func has(_ prefix: [UInt8], at start: Int = 0) -> Bool {
    start >= 0 && start <= count && data.dropFirst(start).starts(with: prefix)
  }

  private func check(_ start: Int, _ length: Int) throws(ImageFileError) {
    guard start >= 0, length >= 0, start <= count, length <= count - start else {
      throw failure("the file ends too early: it has \(count) bytes")
    }
  }
}
