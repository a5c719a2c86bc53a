import Autodiff
import Kernels

/// Compares derivatives of a function, of first and higher order, with finite differences.
///
/// Of a function f of several tensors, the scalar p0 = <f, c> is taken, with random weights c; then p1 = <gradient of p0, u>
/// with a random direction u over all inputs, p2 likewise from p1, and so on. The gradient of each is compared with five-point
/// central differences of it, along random directions in each input by itself. An error anywhere in a gradient of the checked
/// order, mixed derivatives included, shows with probability 1.
public struct DerivativeCheck {
  /// The highest order of derivative that is checked.
  public var orders = 2
  /// The step of the finite differences; inputs move by up to twice as much. Their error falls with its fourth power and the
  /// rounding of Float32 weighs in with its inverse.
  public var step: Float = 1 / 32
  /// The largest difference allowed, relative to the gradient's norm.
  public var tolerance = 1e-3
  /// Directions tried in each input.
  public var directions = 2
  public var seed: UInt64 = 1

  public init(orders: Int = 2, step: Float = 1 / 32, tolerance: Double = 1e-3) {
    (self.orders, self.step, self.tolerance) = (orders, step, tolerance)
  }

  /// What disagrees, one line each; empty where all derivatives are right.
  ///
  /// - Parameters:
  ///   - inputs: where to differentiate, at least two steps from any kink of the function.
  ///   - function: deterministic, and smooth around the inputs.
  public func disagreements(at inputs: [Tensor], _ function: @escaping ([Tensor]) -> Tensor) -> [String] {
    var random = RandomGenerator(seed: seed)
    let weights = signs(function(inputs).shape, &random)
    var scalar: ([Tensor]) -> Tensor = { (function($0) * weights).sum() }
    var found: [String] = []
    for order in 1...orders {
      found += disagreements(of: scalar, order: order, at: inputs, &random)
      let previous = scalar
      let direction = inputs.map { signs($0.shape, &random) }
      scalar = { points in
        let variables = points.map(\.tracked)
        let slopes = gradient(of: previous(variables), wrt: variables)
        return zip(slopes, direction).map { ($0 * $1).sum() }.reduce(Tensor(0)) { $0 + $1 }
      }
    }
    return found
  }

  private func disagreements(
    of scalar: ([Tensor]) -> Tensor, order: Int, at inputs: [Tensor], _ random: inout RandomGenerator
  ) -> [String] {
    let variables = inputs.map(\.asVariable)
    let output = scalar(variables)
    let slopes = gradient(of: output, wrt: variables)
    let unrecorded = gradient(of: output, wrt: variables, isDifferentiable: false)
    var found: [String] = []
    for index in inputs.indices {
      let name = "order \(order), input \(index)"
      if unrecorded[index].array != slopes[index].array { found.append("\(name): differs without recording") }
      // Alone among constants, an input takes the paths of what is asked for and nothing else.
      var alone = inputs
      alone[index] = variables[index]
      let slopeAlone = gradient(of: scalar(alone), wrt: [variables[index]])[0]
      if relativeError(slopeAlone.array, slopes[index].array.map(Double.init)) > 1e-5 {
        found.append("\(name): differs when the other inputs are constants")
      }
      let norm = inner(slopes[index].array, slopes[index].array).squareRoot()
      for _ in 0..<directions {
        let direction = signs(inputs[index].shape, &random)
        let analytic = inner(slopes[index].array, direction.array)
        let numeric = finiteDifference(of: scalar, at: inputs, index, along: direction)
        if !(abs(analytic - numeric) <= tolerance * max(norm, 1e-3)) {
          found.append("\(name): \(analytic) by the pullbacks, \(numeric) by finite differences, norm \(norm)")
        }
      }
    }
    return found
  }

  private func finiteDifference(
    of scalar: ([Tensor]) -> Tensor, at inputs: [Tensor], _ index: Int, along direction: Tensor
  ) -> Double {
    func value(_ steps: Float) -> Double {
      var moved = inputs
      moved[index] = inputs[index] + direction * (steps * step)
      return Double(scalar(moved).scalar)
    }
    return (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * Double(step))
  }

  /// A tensor of +1 and -1.
  private func signs(_ shape: Shape, _ random: inout RandomGenerator) -> Tensor {
    Tensor(shape, (0..<shape.count).map { _ in random.next() & 1 == 0 ? 1 : -1 })
  }

  private func inner(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
