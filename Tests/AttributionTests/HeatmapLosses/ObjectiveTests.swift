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
    let layers: [String]
    let explained: String
    let weight: Double
    let outside: [TensorRecipe]
    let value: Double
    let norms: [Double]
    let gradients: [String: GoldenTensor]

    var name: String { "\(classification) + \(weight) \(loss) of \(method) at \(layers), \(explained) class" }

    func objective() throws -> Objective {
      Objective(
        classification: try classificationLoss(classification),
        heatmap: Objective.HeatmapPart(try locationLoss(), weight: weight))
    }

    private func locationLoss() throws -> any LocationLoss {
      if loss == "right_reasons" { return RightReasonsLoss() }
      return MapLocation(
        loss: try heatmapLoss(loss), method: try attributionMethod(method),
        explainsPredictedClass: explained == "predicted", layers: layers)
    }

    /// The mask of the grid that is asked for.
    func outside(rows: Int, columns: Int) -> Tensor {
      outside.first { Array($0.shape[1...]) == [rows, columns] }?.tensor ?? Tensor(repeating: .nan, [1, rows, columns])
    }

    /// The objective as a function of all weights, in the order of their names.
    func function() throws -> ([Tensor]) -> Tensor {
      let (network, objective) = (network.network, try objective())
      let (names, images) = (self.network.weights.names, self.network.batch)
      return { tensors in
        let outputs = network(
          images, Parameters(Array(zip(names, tensors))), layers: objective.layers,
          tracksImages: objective.tracksImages)
        return objective(outputs, classes: self.network.labels, outside: outside(rows:columns:))
      }
    }

    var weights: [Tensor] { network.weights.names.map { network.weights[$0] } }
  }

  private func cases() throws -> [Case] { try Golden.load("objectives", from: .module) }

  @Test func valueAndGradientsAgreeWithPyTorch() throws {
    let cases = try cases()
    #expect(cases.count == 15)
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

  /// The heatmap parts of single samples add up to the whole one; without any mask nothing but the classification is left.
  @Test func samplesWithoutMaskHaveNoHeatmapPart() throws {
    for one in try cases() {
      let objective = try one.objective()
      let outputs = one.network.network(
        one.network.batch, one.network.weights.tracking(one.network.weights.names), layers: objective.layers,
        tracksImages: objective.tracksImages)
      let labels = one.network.labels
      func loss(_ hasMask: [Bool]?) -> Double {
        Double(
          objective(outputs, classes: labels, hasMask: hasMask, outside: one.outside(rows:columns:)).scalar)
      }
      let classification = Double(objective.classification(logits: outputs.logits, classes: labels).scalar)
      #expect(loss(labels.map { _ in false }) == classification)
      #expect(loss(labels.map { _ in true }) == loss(nil))
      let parts = labels.indices.map { own in loss(labels.indices.map { $0 == own }) - classification }
      let whole = loss(nil) - classification
      #expect(abs(parts.reduce(0, +) - whole) <= 1e-5 * max(1, abs(whole)), "\(one.name)")
    }
  }

  @Test func gradientsAreThoseOfFiniteDifferencesOfTheWholeLoss() throws {
    for example in try cases() {
      let found = check.disagreements(at: example.weights, try example.function())
      #expect(found == [], "\(example.name)")
    }
  }

  /// The same objective with the slope as a constant, so that its second-order term is lost: the finite differences tell, for
  /// the weights between the attribution layer and the logits.
  @Test func aLostSecondOrderTermIsFound() throws {
    for example in try cases() where example.layers.count == 1 {
      let network = example.network.network
      let names = example.network.weights.names
      let (method, loss) = (try attributionMethod(example.method), try heatmapLoss(example.loss))
      let classification = try classificationLoss(example.classification)
      let found = check.disagreements(at: example.weights) { tensors in
        let outputs = network(
          example.network.batch, Parameters(Array(zip(names, tensors))), layers: example.layers)
        let activations = outputs.activations(of: example.layers[0])
        let classes = example.explained == "predicted" ? outputs.predictedClasses : example.network.labels
        let slope = outputs.slopes(of: classes, by: [activations], isDifferentiable: false)[0]
        let map = method.map(activations: activations, slope: slope)
        return classification(logits: outputs.logits, classes: example.network.labels)
          + loss.perSample(map: map, outside: example.outside[0].tensor).mean() * Float(example.weight)
      }
      let after = names.drop { $0 != example.layers[0] + "/bias" }.filter { $0.hasSuffix("/kernel") }
      let foundIn = after.filter { name in
        found.contains { $0.contains("input \(names.firstIndex(of: name) ?? -1):") }
      }
      #expect(foundIn.count >= 2, "\(foundIn) of \(after), \(example.name)")
    }
  }

  /// Right for the right reasons reaches every kernel through the input gradient; as a constant, that would reach none.
  @Test func rightReasonsDependOnEveryKernel() throws {
    let example = try #require(try cases().first { $0.loss == "right_reasons" })
    let (network, weights) = (example.network.network, example.network.weights)
    let tracked = weights.tracking(weights.names)
    let outputs = network(example.network.batch, tracked, tracksImages: true)
    let loss = RightReasonsLoss()(outputs, classes: example.network.labels, outside: example.outside(rows:columns:))
    for name in weights.names where name.hasSuffix("/kernel") {
      #expect(gradient(of: loss, wrt: [tracked[name]])[0].array.contains { $0 != 0 }, "\(name)")
    }
  }

  /// Of each part by itself, over all weights; the sum of the parts' gradients is the objective's.
  @Test func gradientNormsAgreeWithPyTorch() throws {
    for example in try cases() {
      let (network, weights, objective) = (example.network.network, example.network.weights, try example.objective())
      let tracked = weights.tracking(weights.names)
      let outputs = network(
        example.network.batch, tracked, layers: objective.layers, tracksImages: objective.tracksImages)
      let norms = objective.gradientNorms(
        outputs, classes: example.network.labels, parameters: weights.names.map { tracked[$0] },
        outside: example.outside(rows:columns:))
      #expect(relativeError([Float(norms.classification)], [example.norms[0]]) < 1e-5, "\(example.name)")
      #expect(relativeError([Float(norms.heatmap)], [example.norms[1]]) < 1e-5, "\(example.name)")
      let ratio = try #require(norms.ratio)
      #expect(abs(ratio - norms.heatmap / norms.classification) < 1e-12)
    }
  }

  @Test func withoutAWeightThereIsOnlyClassification() throws {
    let example = try #require(try cases().first)
    let tracked = example.network.weights.tracking(example.network.weights.names)
    let outputs = example.network.network(example.network.batch, tracked)
    let classification = CrossEntropy()
    let expected = classification(logits: outputs.logits, classes: example.network.labels).scalar
    let zero = Objective.HeatmapPart(loss: PaperLoss(), method: HiResCAM(), explainsPredictedClass: false, weight: 0)
    for heatmap in [nil, zero, Objective.HeatmapPart(RightReasonsLoss(), weight: 0)] {
      let objective = Objective(classification: classification, heatmap: heatmap)
      #expect(objective.layers.isEmpty && !objective.tracksImages)
      let value = objective(outputs, classes: example.network.labels, outside: example.outside[0].tensor)
      #expect(value.scalar == expected)
      let norms = objective.gradientNorms(
        outputs, classes: example.network.labels, parameters: tracked.names.map { tracked[$0] },
        outside: example.outside(rows:columns:))
      #expect(norms.heatmap == 0 && norms.ratio == 0 && norms.classification > 0)
    }
  }

  /// One layer by name is the layer that is meant without a name.
  @Test func theAttributionLayerNeedsNoName() throws {
    let example = try #require(try cases().first)
    let network = example.network.network
    let values = [[], [network.attributionLayer]].map { layers in
      Objective(
        classification: CrossEntropy(),
        heatmap: Objective.HeatmapPart(
          loss: PaperLoss(), method: GradCAM(), explainsPredictedClass: true, layers: layers, weight: 1))(
          network(example.network.batch, example.network.weights, layers: layers), classes: example.network.labels,
          outside: example.outside[0].tensor
        ).scalar
    }
    #expect(values[0] == values[1])
  }
}
