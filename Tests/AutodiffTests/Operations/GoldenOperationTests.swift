import Autodiff
import Foundation
import Kernels
import TestKit
import Testing

/// Value, first and second order of every operation, as PyTorch has them in Float64.
@Suite struct GoldenOperationTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let operation: String
    let inputs: [TensorRecipe]
    let directions: [TensorRecipe]
    let cotangent: TensorRecipe
    let value: GoldenTensor
    let first: [GoldenTensor]
    let second: [GoldenTensor]

    var testDescription: String { "\(operation) of \(inputs.map(\.shape))" }
  }

  private static let tolerance = 1e-5

  @Test func everyOperationHasACase() throws {
    let cases: [Case] = try Golden.load("operations", from: .module)
    #expect(Set(cases.map(\.operation)) == Set(Operations.all.keys))
    for example in cases { try agrees(example) }
  }

  private func agrees(_ example: Case) throws {
    let function = try #require(Operations.all[example.operation])
    let variables = example.inputs.map { $0.tensor.asVariable }
    let value = function(variables)
    expectClose([value], [example.value], "value", example)

    let first = gradient(of: value, wrt: variables, cotangent: example.cotangent.tensor)
    expectClose(first, example.first, "first order", example)

    let slope = zip(first, example.directions).map { ($0 * $1.tensor).sum() }.reduce(Tensor(0)) { $0 + $1 }
    expectClose(gradient(of: slope, wrt: variables), example.second, "second order", example)
  }

  private func expectClose(_ tensors: [Tensor], _ expected: [GoldenTensor], _ what: String, _ example: Case) {
    #expect(tensors.count == expected.count)
    for (index, pair) in zip(tensors, expected).enumerated() {
      let error = relativeError(pair.0, pair.1)
      #expect(error < Self.tolerance, "\(what) \(index) of \(example.testDescription)")
    }
  }
}
