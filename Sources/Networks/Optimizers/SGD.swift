import Autodiff
import Kernels

/// Stochastic gradient descent with momentum: v = momentum v + g, p = p - rate v (as PyTorch has it; Polyak, 1964).
public struct SGD: Optimizer {
  public var momentum: Double
  public var state = OptimizerState()

  public init(momentum: Double = 0.9) {
    self.momentum = momentum
  }

  public mutating func update(
    _ parameters: inout Parameters, gradients: [(name: String, gradient: Tensor)], learningRate: Double
  ) {
    state.steps += 1
    for (name, gradient) in gradients {
      let slot = "sgd_velocity/\(name)"
      let gradient = gradient.detached
      let velocity = state.slots[slot].map { $0 * Float(momentum) + gradient } ?? gradient
      state.slots[slot] = velocity
      parameters[name] = parameters[name].detached - velocity * Float(learningRate)
    }
  }
}
