import Autodiff
import Kernels

/// How a parameter's first values are drawn.
public enum Initializer: Sendable {
  case zeros
  /// Uniform within the bound.
  case uniform(within: Double)
  /// Uniform within sqrt(6 / fan-in), for layers followed by ReLU (He et al., 2015).
  case heUniform
  /// Normal with standard deviation sqrt(2 / fan-in), for layers followed by ReLU (He et al., 2015).
  case heNormal
  /// Uniform within sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010).
  case glorotUniform
  /// Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010).
  case glorotNormal
  /// Uniform within 1 / sqrt(fan-in), PyTorch's default for dense and convolutional layers: a smaller start than He's by a factor
  /// of sqrt(6).
  case fanInUniform

  /// Draws a parameter of the given shape; its last two axes are inputs and outputs, those before them the kernel's.
  public func draw(_ shape: Shape, seed: UInt64) -> Buffer {
    let receptiveField = Double(shape.sizes.dropLast(2).reduce(1, *))
    let fanIn = receptiveField * Double(shape.rank >= 2 ? shape[shape.rank - 2] : 1)
    let fanOut = receptiveField * Double(shape.sizes.last ?? 1)
    var random = RandomGenerator(seed: seed)
    func uniform(_ bound: Double) -> Buffer {
      Buffer((0..<shape.count).map { _ in Float(random.uniform(in: -bound...bound)) })
    }
    func normal(_ deviation: Double) -> Buffer {
      Buffer((0..<shape.count).map { _ in Float(random.normal() * deviation) })
    }
    switch self {
    case .zeros: return Buffer(repeating: 0, count: shape.count)
    case .uniform(let bound): return uniform(bound)
    case .heUniform: return uniform((6 / fanIn).squareRoot())
    case .heNormal: return normal((2 / fanIn).squareRoot())
    case .glorotUniform: return uniform((6 / (fanIn + fanOut)).squareRoot())
    case .fanInUniform: return uniform(1 / fanIn.squareRoot())
    case .glorotNormal: return normal((2 / (fanIn + fanOut)).squareRoot())
    }
  }
}
