import Autodiff
import Kernels
import Networks

/// How fast one layer's convolution runs, in GFLOP/s of a direct convolution's work.
struct ConvolutionRates: Encodable {
  let layer: String
  let batch: Int
  let forward: Double
  /// Both in one pass, as in training; nil for the first layer, whose images need no gradient.
  let bothGradients: Double?
  let inputGradient: Double?
  let weightGradient: Double

  private enum CodingKeys: String, CodingKey {
    case layer, batch, forward
    case bothGradients = "both_gradients"
    case inputGradient = "input_gradient"
    case weightGradient = "weight_gradient"
  }

  /// Every convolution of a network, without its bias, ReLU and pooling.
  static func ofLayers(of model: BenchModel, repetitions: Int) -> [ConvolutionRates] {
    let network = model.network
    return network.convolutions.enumerated().compactMap { index, layer in
      network.mapSize(ofLayer: layer.name).map { size in
        let shape = ConvolutionShape(
          batch: model.usualBatch, height: size.rows, width: size.columns, inputChannels: layer.inputs,
          outputChannels: layer.filters)
        return ConvolutionRates(
          layer: "\(model) \(layer.name)", shape: shape, hasInputGradient: index > 0, repetitions: repetitions)
      }
    }
  }

  private init(layer: String, shape: ConvolutionShape, hasInputGradient: Bool, repetitions: Int) {
    self.layer = layer
    batch = shape.batch
    var random = RandomGenerator(seed: RandomGenerator.derive(0, layer))
    func tensor(_ shape: Shape) -> Tensor { Tensor(shape, (0..<shape.count).map { _ in Float(random.normal()) }) }
    let x = tensor([shape.batch, shape.height, shape.width, shape.inputChannels])
    let weights = tensor([3, 3, shape.inputChannels, shape.outputChannels])
    let cotangent = tensor([shape.batch, shape.height, shape.width, shape.outputChannels])
    // In training every step has new weights, and nothing that was derived from the last.
    func freshWeights() -> Tensor { Tensor(weights.shape, Buffer(copying: weights.buffer)) }
    let work = 18 * Double(shape.outputCount * shape.inputChannels)

    forward = Rate.median(of: repetitions, operations: work, prepare: freshWeights) { _ = convolution(x, $0) }
    func gradients(_ images: Bool, _ kernel: Bool) -> Double {
      Rate.median(of: repetitions, operations: work * (images && kernel ? 2 : 1)) {
        let variables = (images ? x.asVariable : x, kernel ? freshWeights().asVariable : freshWeights())
        let wanted = (images ? [variables.0] : []) + (kernel ? [variables.1] : [])
        return (convolution(variables.0, variables.1), wanted)
      } measure: { output, wanted in
        _ = gradient(of: output, wrt: wanted, cotangent: cotangent, isDifferentiable: false)
      }
    }
    bothGradients = hasInputGradient ? gradients(true, true) : nil
    inputGradient = hasInputGradient ? gradients(true, false) : nil
    weightGradient = gradients(false, true)
  }
}

extension BenchModel {
  /// Images a step, as the comparison with other engines has it.
  var usualBatch: Int {
    switch self {
    case .compact: 16
    case .vgg16: 8
    }
  }
}
