import Foundation
import Networks
import Testing

/// Half-precision tensors become Float32; others are refused, or stepped over where nobody wants them.
@Suite struct NumberFormatTests {
  private func file(_ type: String, _ patterns: [UInt16], count: Int) -> Data {
    let header = #"{"a": {"dtype": "\#(type)", "shape": [\#(count)], "data_offsets": [0, \#(2 * patterns.count)]}}"#
    let json = Data(header.utf8)
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    for pattern in patterns { data.append(contentsOf: [UInt8(pattern & 255), UInt8(pattern >> 8)]) }
    return data
  }

  private func values(_ type: String, _ patterns: [UInt16]) throws -> [Float] {
    try #require(Safetensors(data: file(type, patterns, count: patterns.count), name: "some.file")["a"]).array
  }

  @Test func halfPrecision() throws {
    let patterns: [UInt16] = [0x3C00, 0xC000, 0x3555, 0x7BFF, 0x0400, 0x0001, 0x8001, 0x8000, 0x7C00, 0xFC00]
    let found = try values("F16", patterns)
    #expect(found == [1, -2, 0x1.554p-2, 65504, 0x1p-14, 0x1p-24, -0x1p-24, 0, .infinity, -.infinity])
    #expect(found[7].sign == .minus)
    #expect(try values("F16", [0x7E00])[0].isNaN)
  }

  @Test func brainFloats() throws {
    let patterns: [UInt16] = [0x3F80, 0xC000, 0x3EAB, 0x7F7F, 0x0001, 0x8000, 0x7F80]
    let found = try values("BF16", patterns)
    #expect(found == [1, -2, 0x1.56p-2, 0x1.FEp127, 0x1p-133, 0, .infinity])
    #expect(found[5].sign == .minus)
    #expect(try values("BF16", [0x7FC0])[0].isNaN)
  }

  @Test(arguments: ["F64", "I32", "I64", "BOOL", "U8", "F8_E4M3"])
  func otherTypesAreRefusedByNameUnlessUnwanted(type: String) throws {
    let size = ["F64": 8, "I64": 8, "I32": 4][type] ?? 1
    let data = file(type, [1, 2, 3, 4], count: 8 / size)
    let error = #expect(throws: WeightsError.self) { try Safetensors(data: data, name: "some.file") }
    #expect(
      error?.description
        == "some.file: not a usable safetensors file: \"a\" has type \(type), expected F32, F16 or BF16")
    #expect(try Safetensors(data: data, name: "some.file") { _ in false }.tensors.isEmpty)
  }

  @Test func sizesAreThoseOfTheType() {
    for (type, count) in [("F16", 1), ("F16", 3), ("BF16", 4), ("F32", 2)] {
      #expect(throws: WeightsError.self) {
        try Safetensors(data: file(type, [1, 2], count: count), name: "some.file")
      }
    }
  }
}
