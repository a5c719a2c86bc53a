import Foundation

/// A PNG file made chunk by chunk, to say what no program would write.
struct BuiltPNG {
  var width: UInt32 = 3
  var height: UInt32 = 2
  var depth: UInt8 = 8
  var color: UInt8 = 0
  /// Chunks between the header and the samples.
  var before: [(type: String, body: Data)] = []
  /// The rows, each behind the byte of its filter.
  var rows = Data([0, 1, 2, 3, 0, 4, 5, 6])

  static let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])

  static func chunk(_ type: String, _ body: Data) -> Data {
    let content = Data(type.utf8) + body
    return UInt32(body.count).bigEndianBytes + content + checksum(content).bigEndianBytes
  }

  var header: Data {
    Self.signature
      + Self.chunk("IHDR", width.bigEndianBytes + height.bigEndianBytes + Data([depth, color, 0, 0, 0]))
      + before.reduce(Data()) { $0 + Self.chunk($1.type, $1.body) }
  }

  func file() throws -> Data {
    header + Self.chunk("IDAT", try compressed(rows, window: 15)) + Self.chunk("IEND", Data())
  }
}
