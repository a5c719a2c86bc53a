import Attribution
import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// The whole objective of a small network: its value and its gradient by every weight, second-order term included.
@Suite struct ObjectiveTests {
  struct Case: Decodable {
    let network: TinyNetwork
    let classification: String
    let loss: String
    let method: String
    let layer: String
    let explained: String
    let weight: Double
    let outside: TensorRecipe
    let value: Double
    let gradients: [String: GoldenTensor]

    var name: String { "\(classification) + \(weight) \(loss) of \(method) at \(layer), \(explained) class" }

    func objective() throws -> Objective {
      Objective(
        classification: try classificationLoss(classification),
        heatmap: Objective.HeatmapPart(
          loss: try heatmapLoss(loss), method: try attributionMethod(method),
          explainsPredictedClass: explained == "predicted", weight: weight))
    }

    /// The objective as a function of all weights, in the order of their names.
    func function() throws -> ([Tensor]) -> Tensor {
      let (network, objective) = (network.network, try objective())
      let (names, images, outside) = (self.network.weights.names, self.network.batch, outside.tensor)
      return { tensors in
        let outputs = network(images, Parameters(Array(zip(names, tensors))), attributionLayer: layer)
        return objective(outputs, classes: self.network.labels, outside: outside)
      }
    }

    var weights: [Tensor] { network.weights.names.map { network.weights[$0] } }
  }

  private func cases() throws -> [Case] { try Golden.load("objectives", from: .module) }

  @Test func valueAndGradientsAgreeWithPyTorch() throws {
    let cases = try cases()
    #expect(cases.count == 5)
    for example in cases {
      let variables = example.weights.map(\.asVariable)
      let value = try example.function()(variables)
      #expect(value.shape == .scalar)
      #expect(abs(Double(value.scalar) - example.value) < 1e-5 * example.value, "\(example.name)")
      let gradients = gradient(of: value, wrt: variables, isDifferentiable: false)
      for (name, slope) in zip(example.network.weights.names, gradients) {
        let expected = try #require(example.gradients[name])
        #expect(relativeError(slope, expected) < 2e-5, "\(name) of \(example.name)")
      }
    }
  }

  /// Small steps: a unit that switches on or off between them changes the map with a jump.
  private let check = DerivativeCheck(orders: 1, step: 0x1p-11, tolerance: 1e-2)

  @Test func gradientsAreThoseOfFiniteDifferencesOfTheWholeLoss() throws {
    for example in try cases() {
      let found = check.disagreements(at: example.weights, try example.function())
      #expect(found == [], "\(example.name)")
    }
  }

  /// The same objective with the slope as a constant, so that its second-order term is lost: the finite differences tell, for
  /// the weights between the attribution layer and the logits.
  @Test func aLostSecondOrderTermIsFound() throws {
    for example in try cases() {
      let network = example.network.network
      let names = example.network.weights.names
      let (method, loss) = (try attributionMethod(example.method), try heatmapLoss(example.loss))
      let classification = try classificationLoss(example.classification)
      let found = check.disagreements(at: example.weights) { tensors in
        let outputs = network(
          example.network.batch, Parameters(Array(zip(names, tensors))), attributionLayer: example.layer)
        let classes = example.explained == "predicted" ? outputs.predictedClasses : example.network.labels
        let score = outputs.logits.gathered(columns: classes).sum()
        let slope = gradient(of: score, wrt: [outputs.activations], isDifferentiable: false)[0]
        let map = method.map(activations: outputs.activations, slope: slope)
        return classification(logits: outputs.logits, classes: example.network.labels)
          + loss.perSample(map: map, outside: example.outside.tensor).mean() * Float(example.weight)
      }
      let after = names.drop { $0 != example.layer + "/bias" }.filter { $0.hasSuffix("/kernel") }
      let foundIn = after.filter { name in
        found.contains { $0.contains("input \(names.firstIndex(of: name) ?? -1):") }
      }
      #expect(foundIn.count >= 2, "\(foundIn) of \(after), \(example.name)")
    }
  }

  @Test func withoutAWeightThereIsOnlyClassification() throws {
    let example = try #require(try cases().first)
    let outputs = example.network.network(example.network.batch, example.network.weights)
    let classification = CrossEntropy()
    let expected = classification(logits: outputs.logits, classes: example.network.labels).scalar
    let zero = Objective.HeatmapPart(loss: PaperLoss(), method: HiResCAM(), explainsPredictedClass: false, weight: 0)
    for heatmap in [nil, zero] {
      let objective = Objective(classification: classification, heatmap: heatmap)
      let value = objective(outputs, classes: example.network.labels, outside: example.outside.tensor)
      #expect(value.scalar == expected)
    }
  }
}
