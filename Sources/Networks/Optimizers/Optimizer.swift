import Autodiff
import Kernels

/// Turns gradients into new parameters, and remembers what it needs for the next step.
public protocol Optimizer {
  /// Replaces the parameters that `gradients` names; the others stay.
  mutating func update(
    _ parameters: inout Parameters, gradients: [(name: String, gradient: Tensor)], learningRate: Double)

  /// Everything that the next step depends on, for a checkpoint.
  var state: OptimizerState { get set }
}

/// An optimizer's memory: how many steps it made, and its moments by slot and parameter (`adam_m/conv1/kernel`).
public struct OptimizerState {
  public var steps: Int
  public var slots: [String: Tensor]

  public init(steps: Int = 0, slots: [String: Tensor] = [:]) {
    self.steps = steps
    self.slots = slots
  }
}
