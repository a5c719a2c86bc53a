import Foundation

/// A file in a zip file.
struct ZipEntry: Sendable {
  let name: String
  private let method: UInt16
  private let checksum: UInt32
  private let compressedSize: Int
  private let size: Int
  /// Where the entry begins in the zip file.
  private let start: Int
  /// What begins behind it: the list of entries.
  private let limit: Int

  /// Reads an entry of the list at a position, which then is that of the next entry.
  init(_ list: FileBytes, at position: inout Int, limit: Int) throws(ImageFileError) {
    guard list.has([0x50, 0x4B, 1, 2], at: position) else {
      throw list.failure("expected an entry of the zip file's list, found other bytes")
    }
    let nameLength = Int(try list.integer(UInt16.self, at: position + 28))
    let extraLength = Int(try list.integer(UInt16.self, at: position + 30))
    let commentLength = Int(try list.integer(UInt16.self, at: position + 32))
    name = String(decoding: try list.part(position + 46, count: nameLength).data, as: UTF8.self)
    let isEncrypted = try list.integer(UInt16.self, at: position + 8) & 1 != 0
    guard !isEncrypted else { throw list.failure("\(name.quoted) is encrypted, which is not read") }
    method = try list.integer(UInt16.self, at: position + 10)
    checksum = try list.integer(UInt32.self, at: position + 16)
    let extra = try list.part(position + 46 + nameLength, count: extraLength)
    var wide = try WideSizes(extra)
    size = try wide.size(try list.integer(UInt32.self, at: position + 24))
    compressedSize = try wide.size(try list.integer(UInt32.self, at: position + 20))
    start = try wide.size(try list.integer(UInt32.self, at: position + 42))
    self.limit = limit
    position += 46 + nameLength + extraLength + commentLength
  }

  /// The contents, decompressed and checked: `file` is what errors call them.
  func contents(of bytes: FileBytes, file: String) throws(ImageFileError) -> FileBytes {
    guard start <= limit, bytes.has([0x50, 0x4B, 3, 4], at: start) else {
      throw bytes.failure("expected \(name.quoted) where the zip file's list says, found other bytes")
    }
    // The name and what follows it are here once more, of another length perhaps.
    let nameLength = Int(try bytes.integer(UInt16.self, at: start + 26))
    let first = start + 30 + nameLength + Int(try bytes.integer(UInt16.self, at: start + 28))
    let localName = String(decoding: try bytes.part(start + 30, count: nameLength).data, as: UTF8.self)
    guard localName == name else {
      throw bytes.failure("expected \(name.quoted) where the zip file's list says, found \(localName.quoted)")
    }
    guard first <= limit, compressedSize <= limit - first else {
      throw bytes.failure("\(name.quoted) claims \(compressedSize) bytes, more than there are")
    }
    let stored = try bytes.part(first, count: compressedSize, file: file)
    let contents = try decompressed(stored)
    guard ImageFiles.checksum(contents.data) == checksum else {
      throw contents.failure("expected the checksum \(checksum), found another: the contents are damaged")
    }
    return contents
  }

  private func decompressed(_ stored: FileBytes) throws(ImageFileError) -> FileBytes {
    switch method {
    case 0:
      guard size == compressedSize else {
        throw stored.failure("expected \(size) bytes as they are, found \(compressedSize)")
      }
      return stored
    case 8:
      guard size <= Limits.inflatedBytes else {
        throw stored.failure(
          "expected at most \(Limits.inflatedBytes) bytes of compressed contents, found \(size); numpy.savez stores "
            + "larger arrays without compression")
      }
      let inflater = try Inflater(stored, .none)
      let contents = try inflater.read(size)
      try inflater.finish()
      return FileBytes(contents, file: stored.file)
    default: throw stored.failure("expected contents stored or deflated, found the method \(method)")
    }
  }
}

/// The sizes of 64 bits among an entry's extra fields: those which do not fit in 32 bits, one after the other.
private struct WideSizes {
  private let extra: FileBytes
  /// Where the next size is, and where they end; nil where there are none.
  private var rest: Range<Int>?

  init(_ extra: FileBytes) throws(ImageFileError) {
    self.extra = extra
    var position = 0
    while position + 4 <= extra.count {
      let identifier = try extra.integer(UInt16.self, at: position)
      let length = Int(try extra.integer(UInt16.self, at: position + 2))
      if identifier == 1 {
        _ = try extra.part(position + 4, count: length)
        rest = position + 4..<position + 4 + length
        return
      }
      position += 4 + length
    }
  }

  /// The size that 32 bits give, or the next wide one where they refer to it.
  mutating func size(_ narrow: UInt32) throws(ImageFileError) -> Int {
    guard narrow == .max else { return Int(narrow) }
    guard let range = rest, range.count >= 8 else { throw extra.failure("expected a size of 64 bits, found none") }
    rest = range.lowerBound + 8..<range.upperBound
    return try extra.size(at: range.lowerBound)
  }
}
