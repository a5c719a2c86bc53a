import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// Whole networks, from the images to the gradient of every weight, as PyTorch has them in Float64.
@Suite struct GoldenNetworkTests {
  struct Case: Decodable {
    let name: String
    let network: TinyNetwork
    let loss: String
    let activations: GoldenTensor
    let logits: GoldenTensor
    let value: Double
    let gradients: [String: GoldenTensor]

    var classificationLoss: any ClassificationLoss {
      loss == "cross_entropy" ? CrossEntropy() : SigmoidMeanSquaredError()
    }
  }

  @Test func forwardAndGradientsAgree() throws {
    let cases: [Case] = try Golden.load("networks", from: .module)
    #expect(cases.count == 3)
    for example in cases {
      let network = example.network.network
      let weights = example.network.weights.tracking(example.network.weights.names)
      let outputs = network(example.network.batch, weights)
      #expect(relativeError(outputs.activations, example.activations) < 1e-5, "\(example.name)")
      #expect(relativeError(outputs.logits, example.logits) < 1e-5, "\(example.name)")

      let loss = example.classificationLoss(logits: outputs.logits, classes: example.network.labels)
      #expect(loss.shape == .scalar)
      #expect(abs(Double(loss.scalar) - example.value) < 1e-5 * example.value, "\(example.name)")

      let gradients = gradient(of: loss, wrt: weights.names.map { weights[$0] }, isDifferentiable: false)
      #expect(Set(weights.names) == Set(example.gradients.keys))
      for (name, slope) in zip(weights.names, gradients) {
        let expected = try #require(example.gradients[name])
        #expect(relativeError(slope, expected) < 2e-5, "\(name) of \(example.name)")
      }
    }
  }

  /// The layer whose activations are wanted adds its bias and rectifies before it pools, the others after: the same network.
  @Test(arguments: [["block1_conv1"], ["block2_conv1"], ["block3_conv1"], ["block2_conv1", "block1_conv1"]])
  func anyLayersCanBeKept(layers: [String]) throws {
    let example = try #require(try Golden<Case>.load("networks", from: .module).first)
    let network = example.network.network
    let weights = example.network.weights.tracking(example.network.weights.names)
    let outputs = network(example.network.batch, weights, layers: layers)
    #expect(relativeError(outputs.logits, example.logits) < 1e-5)
    for layer in layers {
      let size = try #require(network.mapSize(ofLayer: layer))
      let activations = outputs.activations(of: layer)
      #expect(Array(activations.shape.sizes[0..<3]) == [3, size.rows, size.columns])
      #expect(activations.array.allSatisfy { $0 >= 0 } && activations.isTracked)
    }
    #expect(outputs.activations(of: network.attributionLayer) === outputs.activations)

    let loss = example.classificationLoss(logits: outputs.logits, classes: example.network.labels)
    for (name, slope) in zip(weights.names, gradient(of: loss, wrt: weights.names.map { weights[$0] })) {
      #expect(relativeError(slope, try #require(example.gradients[name])) < 2e-5, "\(name)")
    }
  }

  /// Gradients flow into the images where that was asked for, and nothing is recorded before the last layer otherwise.
  @Test func imagesAreTrackedOnRequest() throws {
    let example = try #require(try Golden<Case>.load("networks", from: .module).first)
    let network = example.network.network
    let (images, weights) = (example.network.batch, example.network.weights)
    #expect(network(images, weights).images == nil)
    let outputs = network(images, weights, tracksImages: true)
    let tracked = try #require(outputs.images)
    let slope = gradient(of: outputs.logits.sum(), wrt: [tracked])[0]
    #expect(slope.shape == images.shape && slope.array.contains { $0 != 0 })
    #expect(network(images, weights).logits.array == outputs.logits.array)
    #expect(network(images, weights, layers: ["block1_conv1"]).images == nil)
  }
}
