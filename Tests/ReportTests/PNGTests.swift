import CZlib
import Foundation
import Report
import Testing

@Suite struct PNGTests {
  /// The chunks of a PNG file: type, content, and whether the checksum is right.
  private func chunks(_ file: Data) -> [(type: String, content: [UInt8], isIntact: Bool)] {
    let bytes = [UInt8](file)
    func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    var found: [(String, [UInt8], Bool)] = []
    var at = 8
    while at + 12 <= bytes.count {
      let count = number(at)
      let body = Array(bytes[at + 4..<at + 8 + count])
      let checksum = Int(crc32(0, body, uInt(body.count)))
      found.append(
        (String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4)), checksum == number(at + 8 + count)))
      at += 12 + count
    }
    return found
  }

  private func inflated(_ compressed: [UInt8], count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var size = uLong(count)
    let status = uncompress(&bytes, &size, compressed, uLong(compressed.count))
    return status == Z_OK && Int(size) == count ? bytes : []
  }

  /// The pixels of rows that were filtered by nothing, by the left or by the upper neighbour (PNG specification, section 9).
  private func unfiltered(_ bytes: [UInt8], rowBytes: Int, bytesPerPixel: Int) -> [UInt8] {
    var pixels: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: rowBytes + 1) {
      for (column, byte) in bytes[start + 1...start + rowBytes].enumerated() {
        let index = pixels.count
        let neighbour: UInt8? =
          switch bytes[start] {
          case 0: 0
          case 1: column < bytesPerPixel ? 0 : pixels[index - bytesPerPixel]
          case 2: index < rowBytes ? 0 : pixels[index - rowBytes]
          default: nil
          }
        guard let neighbour else { return [] }
        pixels.append(byte &+ neighbour)
      }
    }
    return pixels
  }

  @Test func `a smooth picture is filtered, and can be taken back`() throws {
    let pixels = (0..<60 * 80 * 3).map { UInt8(truncatingIfNeeded: $0 / 7 + $0 % 3 * 40) }
    let file = try PNG.encode(pixels, width: 80, height: 60, as: .rgb)
    let rows = inflated(chunks(file)[1].content, count: 60 * 241)
    #expect(unfiltered(rows, rowBytes: 240, bytesPerPixel: 3) == pixels)
    #expect(rows[0] != 0)
  }

  @Test func `a grey picture holds its rows, each after its filter byte`() throws {
    let file = try PNG.encode([1, 2, 3, 4, 5, 6], width: 3, height: 2, as: .gray)
    #expect(Array(file.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let chunks = chunks(file)
    #expect(chunks.map(\.type) == ["IHDR", "IDAT", "IEND"])
    #expect(chunks.allSatisfy { $0.isIntact })
    #expect(chunks[0].content == [0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0])
    #expect(unfiltered(inflated(chunks[1].content, count: 8), rowBytes: 3, bytesPerPixel: 1) == [1, 2, 3, 4, 5, 6])
  }

  @Test func `the end chunk has the checksum that the standard gives for it`() throws {
    let file = try PNG.encode([0], width: 1, height: 1, as: .gray)
    #expect(Array(file.suffix(12)) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
  }

  @Test func `a coloured picture has three bytes a pixel`() throws {
    let chunks = chunks(try PNG.encode([9, 8, 7, 6, 5, 4], width: 2, height: 1, as: .rgb))
    #expect(chunks[0].content[9] == 2)
    #expect(unfiltered(inflated(chunks[1].content, count: 7), rowBytes: 6, bytesPerPixel: 3) == [9, 8, 7, 6, 5, 4])
  }

  @Test func `an indexed picture carries its palette before its pixels`() throws {
    let palette = [RGB(1, 2, 3), RGB(250, 251, 252)]
    let chunks = chunks(try PNG.encode([1, 0], width: 2, height: 1, as: .indexed(palette: palette)))
    #expect(chunks.map(\.type) == ["IHDR", "PLTE", "IDAT", "IEND"])
    #expect(chunks.allSatisfy { $0.isIntact })
    #expect(chunks[0].content[9] == 3)
    #expect(chunks[1].content == [1, 2, 3, 250, 251, 252])
  }

  @Test func `sizes and indices that do not fit are errors`() {
    #expect(throws: ReportError.self) { try PNG.encode([1, 2, 3], width: 2, height: 2, as: .gray) }
    #expect(throws: ReportError.self) { try PNG.encode([], width: 0, height: 0, as: .gray) }
    #expect(throws: ReportError.self) {
      try PNG.encode([2], width: 1, height: 1, as: .indexed(palette: [RGB(0, 0, 0), RGB(1, 1, 1)]))
    }
  }
}
