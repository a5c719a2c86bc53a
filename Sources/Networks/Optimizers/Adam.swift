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
    let firstCorrection = 1 - pow(beta1, Double(state.steps))
    let secondCorrection = 1 - pow(beta2, Double(state.steps))
    for (name, gradient) in gradients {
      let parameter = parameters[name]
      let zeros = Tensor(repeating: 0, parameter.shape)
      let (firstSlot, secondSlot) = ("adam_m/\(name)", "adam_v/\(name)")
      let result = AdamStep.apply(
        parameter: parameter.buffer, gradient: gradient.buffer,
        firstMoment: (state.slots[firstSlot] ?? zeros).buffer, secondMoment: (state.slots[secondSlot] ?? zeros).buffer,
        learningRate: Float(learningRate), beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon),
        firstCorrection: Float(firstCorrection), secondCorrection: Float(secondCorrection))
      parameters[name] = Tensor(parameter.shape, result.parameter)
      state.slots[firstSlot] = Tensor(parameter.shape, result.firstMoment)
      state.slots[secondSlot] = Tensor(parameter.shape, result.secondMoment)
    }
  }
}
