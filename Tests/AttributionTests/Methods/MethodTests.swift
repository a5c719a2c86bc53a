import Attribution
import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// Every method against the Python packages `grad-cam` and `captum`.
@Suite struct MethodTests {
  struct Case: Decodable {
    struct Settings: Decodable {
      let window: Int?
      let stride: Int?
      let steps: Int?
    }

    let network: TinyNetwork
    let method: String
    let package: String
    let classes: [Int]
    let layer: String
    let baseline: Float
    let settings: Settings
    let maps: GoldenTensor

    var name: String { "\(method) at \(layer), \(settings), by \(package)" }
    var explainer: Explainer { Explainer(network.network, network.weights, layer: layer) }

    func chosen() throws -> any AttributionMethod {
      switch method {
      case "integrated_gradients": IntegratedGradients(baseline: baseline, steps: try #require(settings.steps))
      case "occlusion": Occlusion(window: try #require(settings.window), stride: settings.stride, baseline: baseline)
      case "hirescam": HiResCAM()
      case "gradcam": GradCAM()
      case "gradcam++": GradCAMPlusPlus()
      case "input_gradient": InputGradient()
      default: GradientTimesInput()
      }
    }
  }

  private func cases() throws -> [Case] { try Golden.load("methods", from: .module) }

  @Test func mapsAgreeWithThePythonPackages() throws {
    let cases = try cases()
    let others: Set = ["gradient_times_input", "integrated_gradients", "occlusion"]
    #expect(Set(cases.map(\.method)) == others.union(["hirescam", "gradcam", "gradcam++", "input_gradient"]))
    for example in cases {
      let maps = try example.chosen().map(of: example.explainer, example.network.batch, classes: example.classes)
      #expect(relativeError(maps, example.maps) < 1e-5, "\(example.name)")
      #expect(!maps.isTracked, "\(example.name)")
      #expect(Set(example.maps.values).count > 10, "\(example.name)")
    }
  }

  /// A sample's map is its own: the same alone as in its batch.
  @Test func samplesDoNotMeet() throws {
    for example in try cases() {
      let batch = example.network.batch
      let (pixels, places) = (batch.shape.count / 2, example.maps.values.count / 2)
      for sample in 0..<2 {
        let image = Tensor(
          Shape([1] + batch.shape.sizes.dropFirst()), Array(batch.array[sample * pixels..<(sample + 1) * pixels]))
        let map = try example.chosen().map(of: example.explainer, image, classes: [example.classes[sample]])
        let expected = Array(example.maps.values[sample * places..<(sample + 1) * places])
        #expect(relativeError(map.array, expected) < 1e-4, "sample \(sample), \(example.name)")
      }
    }
  }

  /// Integrated gradients add up to what the logit differs from the baseline's.
  @Test func integratedGradientsAreComplete() throws {
    let example = try #require(try cases().first { $0.method == "integrated_gradients" })
    let (explainer, images) = (example.explainer, example.network.batch)
    let map = IntegratedGradients(baseline: -1, steps: 400).map(of: explainer, images, classes: example.classes)
    let baseline = Tensor(repeating: -1, images.shape)
    let scores = explainer.scores(images, classes: example.classes)
    let difference = zip(scores, explainer.scores(baseline, classes: example.classes)).map { Double($0 - $1) }
    #expect(relativeError(map.sum(axes: [1, 2]).array, difference) < 1e-2)
    #expect(difference.allSatisfy { abs($0) > 0.1 })
  }

  /// A window over the whole image hides all of it.
  @Test(arguments: [18, 100]) func occlusionOfTheWholeImage(window: Int) throws {
    let example = try #require(try cases().first)
    let (explainer, images) = (example.explainer, example.network.batch)
    let map = Occlusion(window: window, baseline: 0.5).map(of: explainer, images, classes: example.classes)
    let hidden = Tensor(repeating: 0.5, images.shape)
    let scores = [images, hidden].map { explainer.scores($0, classes: [2, 1]) }
    let falls = zip(scores[0], scores[1]).map { $0 - $1 }
    #expect(map.shape == [2, 14, 18])
    for sample in 0..<2 {
      let own = map.array[252 * sample..<252 * (sample + 1)].map { $0 - falls[sample] }
      #expect(own.allSatisfy { abs($0) < 1e-5 })
    }
  }

  /// Weights that training follows are read as constants: nothing of a map's making is kept.
  @Test func trackedWeightsMakeNoDifference() throws {
    for example in try cases() {
      let weights = example.network.weights
      let tracked = Explainer(example.network.network, weights.tracking(weights.names), layer: example.layer)
      let map = try example.chosen().map(of: tracked, example.network.batch, classes: example.classes)
      #expect(!map.isTracked)
      #expect(relativeError(map, example.maps) < 1e-5, "\(example.name)")
    }
  }

  /// Where slopes vanish, Grad-CAM++ has 0/0 in its paper's form.
  @Test func gradCAMPlusPlusIsFiniteWithoutSlopes() {
    let activations = TensorRecipe([2, 3, 4, 5], seed: 1, scale: 0.5, shift: 0.5).tensor
    for scale in [Float(0), 1e-20, -1, 1e6] {
      let map = GradCAMPlusPlus().map(
        activations: activations, slope: TensorRecipe([2, 3, 4, 5], seed: 2).tensor * scale)
      #expect(map.buffer.isFinite && map.array.allSatisfy { $0 >= 0 })
    }
  }

  @Test func probabilitiesAreTheSoftmaxOfTheLogits() throws {
    let example = try #require(try cases().first)
    let explainer = example.explainer
    let logits = explainer.outputs(example.network.batch).logits.array.map { exp(Double($0)) }
    let found = (0..<4).map { explainer.probabilities(example.network.batch, of: $0) }
    for sample in 0..<2 {
      let own = logits[4 * sample..<4 * sample + 4]
      for target in 0..<4 {
        #expect(abs(found[target][sample] - logits[4 * sample + target] / own.reduce(0, +)) < 1e-6)
      }
    }
  }
}
