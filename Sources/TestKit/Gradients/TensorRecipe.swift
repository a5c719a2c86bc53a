import Autodiff
import Kernels

/// How a test's tensor is made, so that a golden file needs to store only results: `scripts/golden/recipe.py` follows the
/// same recipe in Python.
///
/// The values are multiples of 1/1024 times `scale` plus `shift`. With scale and shift sums of few powers of two they are
/// exact in Float32 and Float64 alike, and only the computation under test rounds.
public struct TensorRecipe: Decodable, Sendable {
  public let shape: [Int]
  public let seed: Int
  public let scale: Double
  public let shift: Double

  public init(_ shape: [Int], seed: Int, scale: Double = 1, shift: Double = 0) {
    (self.shape, self.seed, self.scale, self.shift) = (shape, seed, scale, shift)
  }

  /// Between shift - scale and shift + scale, by a linear congruential generator in exact integer arithmetic.
  public var values: [Float] {
    var state = (seed * 7919 + 12345) % (1 << 31)
    return (0..<shape.reduce(1, *)).map { _ in
      state = (1_103_515_245 * state + 12345) % (1 << 31)
      return Float(Double((state >> 10) % 2049 - 1024) / 1024 * scale + shift)
    }
  }

  public var tensor: Tensor { Tensor(Shape(shape), values) }
}
