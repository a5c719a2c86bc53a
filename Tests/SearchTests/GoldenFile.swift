import Foundation

/// Cases that `scripts/golden/search.py` computed with SciPy, scikit-learn and NumPy.
struct GoldenFile<Case: Decodable>: Decodable {
  var cases: [Case]

  static func load(_ name: String) throws -> [Case] {
    guard let url = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Golden") else {
      throw CocoaError(.fileNoSuchFile)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Self.self, from: Data(contentsOf: url)).cases
  }
}

/// Whether a value is within 1e-9 of what is expected, relative to it or, near 0, to `unit`.
func isClose(_ value: Double, _ expected: Double, unit: Double = 0, within tolerance: Double = 1e-9) -> Bool {
  abs(value - expected) <= tolerance * max(abs(expected), unit)
}

/// The median of an even or odd number of values.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
