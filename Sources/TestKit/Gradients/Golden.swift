import Autodiff
import Foundation
import Kernels

/// A list of cases with results that a script in `scripts/golden/` computed in Float64.
public struct Golden<Case: Decodable>: Decodable {
  private let cases: [Case]

  /// - Parameter bundle: the test target's `Bundle.module`, whose folder `Golden` holds the file.
  /// - Throws: an error where the file is missing or is not what `Case` describes.
  public static func load(_ name: String, from bundle: Bundle) throws -> [Case] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Self.self, from: Data(contentsOf: goldenFile(name + ".json", in: bundle))).cases
  }
}

/// A file of the folder `Golden` of a test target's bundle.
public func goldenFile(_ name: String, in bundle: Bundle) throws -> URL {
  guard let url = bundle.url(forResource: name, withExtension: nil, subdirectory: "Golden") else {
    throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: name])
  }
  return url
}

/// A tensor as Float64 arithmetic gave it.
public struct GoldenTensor: Decodable, Sendable {
  public let shape: [Int]
  public let values: [Double]

  public init(shape: [Int], values: [Double]) {
    (self.shape, self.values) = (shape, values)
  }
}

/// The largest difference between two tensors, over the largest magnitude of the expected one; infinite where the shapes
/// differ or a value is not a number.
public func relativeError(_ tensor: Tensor, _ expected: GoldenTensor) -> Double {
  guard tensor.shape.sizes == expected.shape else { return .infinity }
  return relativeError(tensor.array, expected.values)
}

/// The largest difference between two arrays, over the largest magnitude of the expected one.
public func relativeError(_ values: [Float], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  let magnitude = expected.reduce(0) { max($0, abs($1)) }
  var largest = 0.0
  for (value, expected) in zip(values, expected) {
    let difference = abs(Double(value) - expected)
    guard difference.isFinite else { return .infinity }
    largest = max(largest, difference)
  }
  return largest == 0 ? 0 : largest / max(magnitude, Double(Float.leastNormalMagnitude))
}
