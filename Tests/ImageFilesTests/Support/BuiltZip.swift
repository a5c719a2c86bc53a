import Foundation

/// A zip file of one entry whose fields can lie.
struct BuiltZip {
  var name = "a.npy"
  var method: UInt16 = 8
  var flags: UInt16 = 0
  var contents: Data
  var checksum: UInt32?
  /// What the list says of sizes, where that is not the truth.
  var size: UInt32?
  var compressedSize: UInt32?
  var start: UInt32 = 0
  var extra = Data()
  var localName: String?
  var copies = 1

  func file() throws -> Data {
    let stored = method == 8 ? try compressed(contents, window: -15) : contents
    var fields = Data()
    for field in [20, flags, method, 0, 33] { fields += field.littleEndianBytes }
    fields += (checksum ?? ImageFilesTests.checksum(contents)).littleEndianBytes
    fields += (compressedSize ?? UInt32(stored.count)).littleEndianBytes
    fields += (size ?? UInt32(contents.count)).littleEndianBytes
    let local = localName ?? name
    var body = UInt32(0x0403_4B50).littleEndianBytes + fields
    body += UInt16(local.utf8.count).littleEndianBytes + Data([0, 0]) + Data(local.utf8) + stored
    var entry = UInt32(0x0201_4B50).littleEndianBytes + Data([20, 3]) + fields
    entry += UInt16(name.utf8.count).littleEndianBytes + UInt16(extra.count).littleEndianBytes
    entry += Data(repeating: 0, count: 10) + start.littleEndianBytes + Data(name.utf8) + extra
    let list = (0..<copies).reduce(Data()) { all, _ in all + entry }
    return body + list + Self.end(count: copies, size: list.count, start: body.count)
  }

  static func end(count: Int, size: Int, start: Int) -> Data {
    var end = UInt32(0x0605_4B50).littleEndianBytes + Data(repeating: 0, count: 4)
    end += UInt16(count).littleEndianBytes + UInt16(count).littleEndianBytes
    return end + UInt32(size).littleEndianBytes + UInt32(start).littleEndianBytes + Data([0, 0])
  }
}
