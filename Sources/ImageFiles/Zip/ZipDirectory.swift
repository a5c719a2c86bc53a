import Foundation

/// The list of files at the end of a zip file, in the 32-bit and the 64-bit form ("zip64"), by PKWARE's APPNOTE 6.3. Read here and
/// not by a library, so that entries which are not compressed stay where they are, mapped into memory: libzip copies them.
struct ZipDirectory {
  let entries: [ZipEntry]

  /// Bytes of an entry of the list without its name, and of the record that ends the file.
  private static let entrySize = 46
  private static let endSize = 22

  init(_ bytes: FileBytes) throws(ImageFileError) {
    guard bytes.has([0x50, 0x4B]) else { throw bytes.failure("expected a zip file, found other contents") }
    let end = try Self.end(of: bytes)
    let place = try Self.place(end: end, bytes)
    guard place.size <= end, place.start <= end - place.size, place.count <= place.size / Self.entrySize else {
      throw bytes.failure("expected a zip file's list of \(place.count) entries before its end, found no room for it")
    }
    let list = try bytes.part(place.start, count: place.size)
    var entries: [ZipEntry] = []
    var position = 0
    for _ in 0..<place.count {
      let entry = try ZipEntry(list, at: &position, limit: place.start)
      entries.append(entry)
    }
    guard position == place.size else {
      throw bytes.failure("expected \(place.count) entries in the zip file's list, found more")
    }
    self.entries = entries
  }

  /// The position of the last record, which ends with a comment of any text.
  private static func end(of bytes: FileBytes) throws(ImageFileError) -> Int {
    let last = bytes.count - endSize
    let first = max(0, last - Int(UInt16.max))
    for position in stride(from: last, through: first, by: -1) where bytes.has([0x50, 0x4B, 5, 6], at: position) {
      if Int(try bytes.integer(UInt16.self, at: position + 20)) == last - position { return position }
    }
    throw bytes.failure("expected a whole zip file, found no end of it")
  }

  /// Where the list is, and of how many entries.
  private static func place(
    end: Int, _ bytes: FileBytes
  ) throws(ImageFileError) -> (start: Int, size: Int, count: Int) {
    let disks = [
      try bytes.integer(UInt16.self, at: end + 4), try bytes.integer(UInt16.self, at: end + 6),
    ]
    let count = try bytes.integer(UInt16.self, at: end + 10)
    let size = try bytes.integer(UInt32.self, at: end + 12)
    let start = try bytes.integer(UInt32.self, at: end + 16)
    if count == .max || size == .max || start == .max { return try place64(end: end, bytes) }
    guard disks == [0, 0], try bytes.integer(UInt16.self, at: end + 8) == count else {
      throw bytes.failure("expected one zip file, found a part of several")
    }
    return (Int(start), Int(size), Int(count))
  }

  private static func place64(
    end: Int, _ bytes: FileBytes
  ) throws(ImageFileError) -> (start: Int, size: Int, count: Int) {
    let locator = end - 20
    guard bytes.has([0x50, 0x4B, 6, 7], at: locator) else {
      throw bytes.failure("expected the list of a large zip file, found none")
    }
    let record = try bytes.size(at: locator + 8)
    guard record <= locator - 56, bytes.has([0x50, 0x4B, 6, 6], at: record) else {
      throw bytes.failure("expected the list of a large zip file, found none")
    }
    return (
      try bytes.size(at: record + 48), try bytes.size(at: record + 40), try bytes.size(at: record + 32)
    )
  }
}

extension FileBytes {
  /// A size of 64 bits, which no file reaches where it does not fit in an `Int`.
  func size(at start: Int) throws(ImageFileError) -> Int {
    let size = try integer(UInt64.self, at: start)
    // Half of the largest: so that the sum of two does not overflow.
    guard size <= UInt64(Int.max / 2) else { throw failure("expected a size, found \(size)") }
    return Int(size)
  }
}
