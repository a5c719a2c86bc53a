import Foundation
import ImageFiles
import Testing

/// Files with a few bytes changed are read or refused: nothing traps, and nothing takes memory that the file does not account for.
@Suite struct MutationTests {
  /// Changes one to four bytes, at times drops or repeats some.
  static func mutate(_ data: Data, _ random: inout SplitMix) -> Data {
    var bytes = Array(data)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      default: bytes[place] = bytes[Int.random(in: 0..<bytes.count, using: &random)]
      }
    }
    switch Int.random(in: 0..<20, using: &random) {
    case 0: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
    case 1:
      let start = Int.random(in: 0..<bytes.count, using: &random)
      bytes += bytes[start...]
    default: break
    }
    return Data(bytes)
  }

  private func check(_ name: String, _ format: Format, seed: UInt64, _ next: (inout SplitMix) throws -> Data) rethrows {
    var random = SplitMix(state: seed)
    var (read, refused) = (0, 0)
    for number in 0..<2000 {
      let file = try next(&random)
      do {
        // A file whose headers had come through would have this many elements at most, compression counted.
        let count = try format.read(file)
        #expect(count <= 4 * 1032 * file.count, "\(name) \(number)")
        read += 1
      } catch let error as ImageFileError {
        let isOneLine = !"\(error)".contains { $0.isNewline }
        #expect(isOneLine, "\(name) \(number)")
        refused += 1
      } catch {
        Issue.record("\(name) \(number): \(error)")
      }
    }
    #expect(read + refused == 2000 && refused > 100, "\(name): \(read) read, \(refused) refused")
  }

  @Test(arguments: Format.allCases) func changedBytes(_ format: Format) throws {
    let whole = try format.contents()
    check(format.rawValue, format, seed: 1) { Self.mutate(whole, &$0) }
  }

  /// The checksums are made right again, so that the changes come through to what is behind them.
  @Test func changedBytesOfPNGUnderRightChecksums() throws {
    var png = BuiltPNG(color: 3)
    png.before = [("PLTE", Data(repeating: 9, count: 3 * 7)), ("tRNS", Data([1, 2]))]
    let whole = Array(try png.file())
    check("chunks", .pngPalette, seed: 2) { random in
      var file = BuiltPNG.signature
      var place = 8
      while place < whole.count {
        let length = whole[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        var body = Data(whole[place + 8..<place + 8 + length])
        var type = Data(whole[place + 4..<place + 8])
        if !body.isEmpty, Bool.random(using: &random) { body = Self.mutate(body, &random) }
        if Int.random(in: 0..<20, using: &random) == 0 { type = Self.mutate(type, &random) }
        let content = type + body
        file += UInt32(max(content.count - 4, 0)).bigEndianBytes + content + checksum(content).bigEndianBytes
        place += 12 + length
      }
      return file
    }
    try check("rows", .png, seed: 3) { random in
      var changed = BuiltPNG(depth: [1, 2, 4, 8, 16].randomElement(using: &random) ?? 8)
      changed.color = [0, 2, 3, 4, 6].randomElement(using: &random) ?? 0
      changed.before = [("PLTE", Data(repeating: 9, count: 3 * 7))]
      changed.rows = Self.mutate(changed.rows + Data(count: Int.random(in: 0..<20, using: &random)), &random)
      return try changed.file()
    }
  }

  @Test func changedArraysInsideOfArchives() throws {
    let array = NumPyWriter.npy(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
    try check("deflated", .npzDeflated, seed: 4) { random in
      try BuiltZip(contents: Self.mutate(array, &random)).file()
    }
  }

  @Test func changedVolumesInsideOfGzip() throws {
    let volume = BuiltNIfTI().file()
    try check("gzip", .niiGzip, seed: 5) { random in try compressed(Self.mutate(volume, &random), window: 31) }
  }

  /// The elements do not matter to what is refused, so that only the headers are changed.
  @Test func changedHeaders() throws {
    let numpy = NumPyWriter.npy(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
    let start = numpy.count - 24
    check("NumPy", .npy, seed: 6) { Self.mutate(numpy.prefix(70), &$0) + numpy[70..<start] + numpy[start...] }
    let volume = BuiltNIfTI().file()
    let fields = [0..<4, 40..<56, 70..<74, 76..<124, 344..<348]
    check("NIfTI", .nii, seed: 7) { random in
      var changed = volume
      let field = fields.randomElement(using: &random) ?? 0..<4
      changed.replaceSubrange(field, with: Self.mutate(volume[field], &random).prefix(field.count))
      return changed
    }
  }
}
