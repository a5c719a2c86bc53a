import Autodiff
import Kernels
import Networks

/// A trained network that attribution methods may question: forward passes, and gradients by activations and images.
public struct Explainer {
  /// Its architecture.
  public let network: Network
  /// The convolution whose activations class activation maps are made of.
  public let layer: String
  private let parameters: Parameters

  /// - Parameters:
  ///   - parameters: the network's weights; they are read as constants.
  ///   - layer: one of the network's convolutions; its attribution layer if nil.
  public init(_ network: Network, _ parameters: Parameters, layer: String? = nil) {
    let layer = layer ?? network.attributionLayer
    precondition(network.mapSize(ofLayer: layer) != nil, "\(network.name) has no convolution named \(layer)")
    (self.network, self.layer, self.parameters) = (network, layer, parameters.tracking([]))
  }

  /// One forward pass of a batch of images (batch x height x width x channels).
  public func outputs(_ images: Tensor) -> Network.Outputs {
    network(images, parameters, layers: [layer])
  }

  /// Each sample's logit for the class given for it, in one forward pass: batch values.
  public func scores(_ images: Tensor, classes: [Int]) -> [Float] {
    network(images, parameters).logits.gathered(columns: classes).array
  }

  /// Each image's probability of one class, the softmax of its logits, in one forward pass: batch values between 0 and 1.
  public func probabilities(_ images: Tensor, of target: Int) -> [Double] {
    let logits = network(images, parameters).logits
    let columns = [Int](repeating: target, count: logits.shape[0])
    return softmax(logits).gathered(columns: columns).array.map(Double.init)
  }

  /// The derivative of each sample's logit for the class given for it by its pixels, of the images' shape.
  ///
  /// Costs one forward and one whole backward pass.
  public func inputSlope(_ images: Tensor, classes: [Int]) -> Tensor {
    let outputs = network(images, parameters, tracksImages: true)
    guard let tracked = outputs.images else { preconditionFailure("the forward pass was asked to track the images") }
    return outputs.slopes(of: classes, by: [tracked], isDifferentiable: false)[0]
  }
}
