import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

@Suite struct OptimizerTests {
  struct Case: Decodable {
    let name: String
    let parameters: [String: TensorRecipe]
    let gradients: [[String: TensorRecipe]]
    let steps: [[String: GoldenTensor]]
  }

  private func optimizer(_ name: String) throws -> any Optimizer {
    switch name {
    case "adam": Adam()
    case "sgd": SGD(momentum: 0.75)
    case "plain sgd": SGD(momentum: 0)
    default: throw CocoaError(.keyValueValidation)
    }
  }

  /// Five steps of each, as torch.optim takes them in Float64; stopped after the second and taken up again from the state.
  @Test(arguments: [false, true]) func stepsAgreeWithPyTorch(isInterrupted: Bool) throws {
    let cases: [Case] = try Golden.load("optimizers", from: .module)
    #expect(cases.count == 3)
    for example in cases {
      var optimizer = try optimizer(example.name)
      let names = example.parameters.keys.sorted()
      var parameters = Parameters(try names.map { ($0, try #require(example.parameters[$0]).tensor) })
      for (step, gradients) in example.gradients.enumerated() {
        if isInterrupted, step == 2 {
          let state = optimizer.state
          optimizer = try self.optimizer(example.name)
          optimizer.state = state
        }
        optimizer.update(
          &parameters, gradients: try names.map { ($0, try #require(gradients[$0]).tensor) }, learningRate: 0.125)
        #expect(optimizer.state.steps == step + 1)
        for name in names {
          let expected = try #require(example.steps[step][name])
          #expect(relativeError(parameters[name], expected) < 1e-5, "\(example.name), step \(step), \(name)")
        }
      }
    }
  }

  @Test(arguments: ["adam", "sgd"]) func whatHasNoGradientStays(name: String) throws {
    var parameters = Parameters([("a", Tensor([2], [1, 2])), ("b", Tensor([2], [3, 4]))])
    var optimizer = try optimizer(name)
    optimizer.update(&parameters, gradients: [("a", Tensor([2], [1, 1]))], learningRate: 0.5)
    #expect(parameters["a"].array != [1, 2])
    #expect(parameters["b"].array == [3, 4])
    #expect(optimizer.state.slots.keys.allSatisfy { $0.hasSuffix("/a") })
  }

  /// New parameters must not hold on to the graph of the step before.
  @Test(arguments: ["adam", "sgd"]) func nothingIsRecorded(name: String) throws {
    var parameters = Parameters([("a", Tensor([2], [1, 2]).asVariable)])
    var optimizer = try optimizer(name)
    for _ in 0..<2 {
      let variable = parameters["a"].asVariable
      let slope = gradient(of: variable * variable, wrt: [variable])[0]
      optimizer.update(&parameters, gradients: [("a", slope)], learningRate: 0.5)
      #expect(!parameters["a"].isTracked)
      #expect(optimizer.state.slots.values.allSatisfy { !$0.isTracked })
    }
  }
}
