import Foundation

/// The framing of TFRecord files: eight bytes with a record's length, their checksum, the record, its checksum; little endian.
enum RecordFrame {
  private static let header = 12
  private static let footer = 4

  /// A record with what goes before and after it.
  static func framed(_ record: Data) -> Data {
    let length = bytes(UInt64(record.count))
    return Data(length) + bytes(CRC32C.masked(length)) + record + bytes(CRC32C.masked(record))
  }

  /// What follows at a place of a file.
  enum Next {
    /// A whole record, and where the one after it begins.
    case record(Data, end: Int)
    /// The file ends here, or within a record whose writer was stopped.
    case end
    case damage
  }

  /// - Parameters:
  ///   - file: its bytes, the first at index 0.
  ///   - start: at most their count.
  static func next(in file: Data, from start: Int) -> Next {
    guard file.count - start >= header else { return .end }
    let length = file[start..<start + 8]
    guard number(file, start + 8) == CRC32C.masked(length) else { return .damage }
    let count = UInt64(number(file, start + 4)) << 32 | UInt64(number(file, start))
    guard count <= UInt64(file.count - start), Int(count) <= file.count - start - header - footer else { return .end }
    let end = start + header + Int(count)
    let record = file[start + header..<end]
    guard number(file, end) == CRC32C.masked(record) else { return .damage }
    return .record(record, end: end + footer)
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static func number(_ file: Data, _ start: Int) -> UInt32 {
    file[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
