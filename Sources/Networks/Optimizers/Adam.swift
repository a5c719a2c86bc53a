import Autodiff
import Foundation
import Kernels

/// Adam (Kingma and Ba, 2015, algorithm 1), with the paper's constants.
public struct Adam: Optimizer {
  public var beta1 = 0.9
  public var beta2 = 0.999
  public var epsilon = 1e-8
  public var state = OptimizerState()

  public init() {}

  public mutating func update(
    _ parameters: inout Parameters, gradients: [(name: String, gradient: Tensor)], learningRate: Double
  ) {
    state.steps += 1
    let step = AdamStep(
      learningRate: Float(learningRate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon),
      firstCorrection: Float(1 - pow(beta1, Double(state.steps))),
      secondCorrection: Float(1 - pow(beta2, Double(state.steps))))
    for (name, gradient) in gradients {
      let parameter = parameters[name]
      // Taken out of the state, so that the step is their only owner and may change them in place.
      var firstMoment = takeMoment("adam_m/\(name)", like: parameter)
      var secondMoment = takeMoment("adam_v/\(name)", like: parameter)
      let updated = step(
        parameter: parameter.buffer, gradient: gradient.buffer, firstMoment: &firstMoment, secondMoment: &secondMoment)
      parameters[name] = Tensor(parameter.shape, updated)
      state.slots["adam_m/\(name)"] = Tensor(parameter.shape, firstMoment)
      state.slots["adam_v/\(name)"] = Tensor(parameter.shape, secondMoment)
    }
  }

  private mutating func takeMoment(_ slot: String, like parameter: Tensor) -> Buffer {
    state.slots.removeValue(forKey: slot)?.buffer ?? Buffer(repeating: 0, count: parameter.shape.count)
  }
}
