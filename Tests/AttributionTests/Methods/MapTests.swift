import Attribution
import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// Maps of a batch, at the last layer and one in the middle, for the true and the predicted class.
@Suite struct MapTests {
  struct Case: Decodable {
    let network: TinyNetwork
    let method: String
    let layer: String
    let explained: String
    let predicted: [Int]
    let maps: GoldenTensor

    var name: String { "\(method) at \(layer), \(explained) class" }
    var explainer: Explainer { Explainer(network.network, network.weights, layer: layer) }
    var classes: [Int] { explained == "predicted" ? predicted : network.labels }
  }

  private func cases() throws -> [Case] { try Golden.load("maps", from: .module) }

  @Test func mapsAgreeWithPyTorch() throws {
    let cases = try cases()
    #expect(cases.count == 8)
    for example in cases {
      let explainer = example.explainer
      let outputs = explainer.outputs(example.network.batch)
      #expect(outputs.predictedClasses == example.predicted)
      let method = try attributionMethod(example.method)
      let maps = method.map(of: explainer, example.network.batch, classes: example.classes)
      #expect(relativeError(maps, example.maps) < 1e-5, "\(example.name)")
      #expect(!maps.isTracked)
      guard example.layer == explainer.network.attributionLayer else { continue }
      for isDifferentiable in [false, true] {
        let maps = method.map(of: outputs, classes: example.classes, isDifferentiable: isDifferentiable)
        #expect(relativeError(maps, example.maps) < 1e-5, "\(example.name)")
        #expect(maps.isTracked == isDifferentiable)
      }
    }
  }

  /// A sample's map is its own: the same alone as in its batch.
  @Test func samplesDoNotMeet() throws {
    for example in try cases() {
      let batch = example.network.batch
      let pixels = batch.shape.count / batch.shape[0]
      let cells = example.maps.values.count / batch.shape[0]
      for sample in 0..<batch.shape[0] {
        let image = Tensor(
          Shape([1] + batch.shape.sizes.dropFirst()), Array(batch.array[sample * pixels..<(sample + 1) * pixels]))
        let map = try attributionMethod(example.method)
          .map(of: example.explainer, image, classes: [example.classes[sample]])
        let expected = Array(example.maps.values[sample * cells..<(sample + 1) * cells])
        #expect(relativeError(map.array, expected) < 1e-5, "sample \(sample), \(example.name)")
      }
    }
  }

  /// Whether weights are trained or frozen makes no difference to what is measured.
  @Test func mapsDoNotDependOnWhatIsTrained() throws {
    let example = try #require(try cases().first)
    let network = example.network.network
    func map(_ parameters: Parameters) -> [Float] {
      HiResCAM().map(
        of: network(example.network.batch, parameters), classes: example.network.labels, isDifferentiable: false
      ).array
    }
    let weights = example.network.weights
    #expect(map(weights.tracking(weights.names)) == map(weights))
    #expect(map(weights.tracking(network.headParameterNames)) == map(weights))
  }

  @Test func methodsDifferOnlyInTheSlopesMean() {
    let activations = TensorRecipe([2, 3, 4, 5], seed: 1).tensor
    let constantSlope = TensorRecipe([2, 1, 1, 5], seed: 2).tensor.broadcast(to: activations.shape)
    let hires = HiResCAM().map(activations: activations, slope: constantSlope)
    let gradcam = GradCAM().map(activations: activations, slope: constantSlope)
    #expect(hires.shape == [2, 3, 4])
    #expect(relativeError(hires.array, gradcam.array.map(Double.init)) < 1e-6)
    let slope = TensorRecipe([2, 3, 4, 5], seed: 3).tensor
    #expect(HiResCAM().map(activations: activations, slope: slope).array != gradcam.array)
  }
}
