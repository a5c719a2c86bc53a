import Autodiff
import Kernels

/// A classifier of images: convolutions, a last 2 x 2 max-pooling, dense layers that end in logits.
///
/// The network is a description; its weights are `Parameters`, so that one description serves many models.
public struct Network: Sendable {
  public let name: String
  public let imageHeight: Int
  public let imageWidth: Int
  public let imageChannels: Int
  public let convolutions: [ConvolutionLayer]
  public let dense: [DenseLayer]

  /// What a profile calls the max-pooling between convolutions and dense layers.
  public static let lastPooling = "pooling"

  /// The last convolution: where the study's maps are taken (study, section 2).
  public var attributionLayer: String { convolutions.last?.name ?? "" }

  public var classes: Int { dense.last?.units ?? 0 }

  public var declarations: [ParameterDeclaration] {
    convolutions.flatMap(\.declarations) + dense.flatMap(\.declarations)
  }

  /// Names of the dense layers' parameters: what is trained where the convolutions are frozen.
  public var headParameterNames: [String] { dense.flatMap(\.declarations).map(\.name) }

  /// Names of the convolutions' parameters: what features depend on.
  public var convolutionParameterNames: [String] { convolutions.flatMap(\.declarations).map(\.name) }

  /// First weights: a function of the seed and each parameter's name.
  public func initialParameters(seed: UInt64) -> Parameters { initialParameters(seed: seed, startingFrom: nil) }

  /// What a forward pass gives.
  public struct Outputs {
    /// batch x rows x columns x channels: the attribution layer after its ReLU, tracked so that maps can be taken.
    public let activations: Tensor
    /// batch x classes.
    public let logits: Tensor
    /// batch x height x width x channels: what went in, tracked so that its gradients can be taken; nil unless asked for.
    public let images: Tensor?
    private let activationsByLayer: [String: Tensor]

    fileprivate init(activations: Tensor, logits: Tensor, images: Tensor?, activationsByLayer: [String: Tensor]) {
      (self.activations, self.logits, self.images) = (activations, logits, images)
      self.activationsByLayer = activationsByLayer
    }

    /// batch x rows x columns x channels: a layer after its ReLU, tracked.
    /// - Parameter layer: one that the forward pass was asked to keep, or the attribution layer.
    public func activations(of layer: String) -> Tensor {
      guard let activations = activationsByLayer[layer] else {
        preconditionFailure("the forward pass kept no layer named \(layer)")
      }
      return activations
    }
  }

  /// - Parameters:
  ///   - images: batch x height x width x channels.
  ///   - layers: convolutions whose activations are wanted besides those of the attribution layer.
  ///   - tracksImages: whether gradients by the images will be taken; the backward pass of the weights costs the same either way.
  public func callAsFunction(
    _ images: Tensor, _ parameters: Parameters, layers: [String] = [], tracksImages: Bool = false
  ) -> Outputs {
    for layer in layers {
      precondition(convolutions.contains { $0.name == layer }, "\(name) has no convolution named \(layer)")
    }
    let images = tracksImages ? images.tracked : images
    let (features, activations) = convolved(images, parameters, keeping: Set(layers + [attributionLayer]))
    return Outputs(
      activations: features, logits: logits(features, parameters), images: tracksImages ? images : nil,
      activationsByLayer: activations)
  }

  /// What the convolutions alone make of images: the attribution layer after its ReLU.
  ///
  /// - Parameter images: batch x height x width x channels.
  /// - Returns: batch x rows x columns x channels, from which `head` goes on.
  public func features(_ images: Tensor, _ parameters: Parameters) -> Tensor {
    convolved(images, parameters, keeping: []).features
  }

  /// What the dense layers make of features; maps can be taken of it as of the whole network's outputs.
  ///
  /// - Parameter features: batch x rows x columns x channels, as `features` gives them.
  public func head(_ features: Tensor, _ parameters: Parameters) -> Outputs {
    let activations = features.tracked
    return Outputs(
      activations: activations, logits: logits(activations, parameters), images: nil,
      activationsByLayer: [attributionLayer: activations])
  }

  /// The last convolution's output, and the activations of the layers that are to be kept.
  private func convolved(
    _ images: Tensor, _ parameters: Parameters, keeping layers: Set<String>
  ) -> (features: Tensor, activations: [String: Tensor]) {
    var x = images
    var activations: [String: Tensor] = [:]
    for convolution in convolutions {
      let result = convolution(x, parameters, wantsActivations: layers.contains(convolution.name))
      x = result.output
      activations[convolution.name] = result.activations
    }
    return (x, activations)
  }

  private func logits(_ features: Tensor, _ parameters: Parameters) -> Tensor {
    let pooled = Profile.measure(Self.lastPooling) { maxPool(features) }
    let flat = pooled.reshaped([pooled.shape[0], pooled.shape.count / max(1, pooled.shape[0])])
    return dense.reduce(flat) { x, layer in layer(x, parameters) }
  }

  /// Rows and columns of a convolution's activations.
  public func mapSize(ofLayer layer: String) -> (rows: Int, columns: Int)? {
    var (rows, columns) = (imageHeight, imageWidth)
    for convolution in convolutions {
      if convolution.name == layer { return (rows, columns) }
      if convolution.isPooled { (rows, columns) = (rows / 2, columns / 2) }
    }
    return nil
  }

  /// How the first weights of each kind of layer are drawn.
  package struct Initializers {
    package let convolution: Initializer
    package let hidden: Initializer
    package let logits: Initializer

    package init(convolution: Initializer, hidden: Initializer, logits: Initializer) {
      self.convolution = convolution
      self.hidden = hidden
      self.logits = logits
    }
  }

  /// - Parameter blocks: the filters of each convolution; a 2 x 2 max-pooling ends every block.
  package init(
    name: String, imageHeight: Int = 105, imageWidth: Int = 135, imageChannels: Int, blocks: [[Int]],
    convolutionNames: (_ block: Int, _ layer: Int) -> String, hiddenUnits: Int, classes: Int,
    initializers: Initializers
  ) {
    self.name = name
    (self.imageHeight, self.imageWidth, self.imageChannels) = (imageHeight, imageWidth, imageChannels)
    var (height, width, channels) = (imageHeight, imageWidth, imageChannels)
    var convolutions: [ConvolutionLayer] = []
    for (block, filters) in blocks.enumerated() {
      for (layer, filters) in filters.enumerated() {
        let endsBlock = layer == blocks[block].count - 1
        convolutions.append(
          ConvolutionLayer(
            name: convolutionNames(block, layer), inputs: channels, filters: filters,
            isPooled: endsBlock && block < blocks.count - 1, initializer: initializers.convolution))
        channels = filters
      }
      (height, width) = (height / 2, width / 2)
    }
    self.convolutions = convolutions
    dense = [
      DenseLayer(
        name: "dense1", inputs: height * width * channels, units: hiddenUnits, isRectified: true,
        initializer: initializers.hidden),
      DenseLayer(
        name: "dense2", inputs: hiddenUnits, units: classes, isRectified: false, initializer: initializers.logits),
    ]
  }
}
