import Foundation
import Testing

/// Files that `scripts/golden/image_files.py` wrote with Pillow, NumPy and nibabel, and what these read in them.
enum Golden {
  static func url(_ name: String) throws -> URL {
    let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
    return folder.appending(path: name)
  }

  static func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  static func cases<Case: Decodable>(_ name: String) throws -> [Case] {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(File<Case>.self, from: data("\(name).json")).cases
  }

  private struct File<Case: Decodable>: Decodable {
    var cases: [Case]
  }
}

/// Whether numbers are the same: NaN is NaN, and zero has its sign.
func isSame<Number: BinaryFloatingPoint>(_ a: [Number], _ b: [Number]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.isNaN && $1.isNaN || $0 == $1 && $0.sign == $1.sign }
}
