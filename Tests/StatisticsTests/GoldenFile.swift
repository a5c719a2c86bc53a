import Foundation

/// Cases that the scripts in `scripts/golden` computed with SciPy, pingouin, statsmodels, NumPy and mpmath.
struct GoldenFile<Case: Decodable>: Decodable {
  var cases: [Case]

  static func load(_ name: String) throws -> [Case] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden") else {
      throw CocoaError(.fileNoSuchFile)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(Self.self, from: Data(contentsOf: url)).cases
  }
}

/// A sample as a golden file holds it: the numbers, or the recipe that the script followed too.
struct GoldenSample: Decodable {
  var values: [Double]

  init(from decoder: any Decoder) throws {
    if let recipe = try? Recipe(from: decoder) {
      values = recipe.values()
    } else {
      values = try [Double](from: decoder)
    }
  }
}

/// Sums of uniform numbers of a linear congruential generator, centred, rounded down to 1/levels where levels > 0.
/// IEEE operations only, so that Python and Swift get the same bits.
struct Recipe: Decodable {
  var count: Int
  var seed: Int
  var terms = 1
  var scale = 1.0
  var shift = 0.0
  var levels = 0.0

  func values() -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      var sum = 0.0
      for _ in 0..<terms {
        state = (1_103_515_245 * state + 12345) % (1 << 31)
        sum += Double(state) / Double(1 << 31)
      }
      var number = sum - Double(terms) / 2
      if levels > 0 { number = (number * levels).rounded(.down) / levels }
      return number * scale + shift
    }
  }
}

/// Whether both are within `relative` of each other, or within `absolute` where a value near 0 keeps fewer digits.
func isClose(_ value: Double, _ expected: Double, relative: Double = 1e-12, absolute: Double = 0) -> Bool {
  if value == expected || (value.isNaN && expected.isNaN) { return true }
  return abs(value - expected) <= max(relative * abs(expected), absolute)
}
