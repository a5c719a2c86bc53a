import Autodiff
import Images
import Networks

/// A set of images as a network takes them: from their pixels, or from what frozen convolutions made of them.
package struct ModelInput {
  package let images: ImageDataset
  private let features: FeatureSet?

  /// - Parameter features: of the same images under the network's convolutions; nil where these are trained.
  package init(_ images: ImageDataset, features: FeatureSet? = nil) {
    self.images = images
    self.features = features
  }

  /// What the network makes of the images at `indices`.
  /// - Throws: `FileError` where stored features cannot be read any more.
  ///
  /// - Parameters:
  ///   - layers: convolutions whose activations are wanted besides those of the last one; none where the convolutions are frozen.
  ///   - tracksImages: whether gradients by the images will be taken; not where the convolutions are frozen.
  func outputs(
    of network: Network, _ parameters: Parameters, _ indices: some Collection<Int>, layers: [String] = [],
    tracksImages: Bool = false
  ) throws -> Network.Outputs {
    if let features { return network.head(try features.tensor(indices), parameters) }
    let images = images.tensor(indices, channels: network.imageChannels)
    return network(images, parameters, layers: layers, tracksImages: tracksImages)
  }
}

/// One of the three sets that an experiment's images fall into.
package enum ImagePart: String {
  case training
  case validation
  case test
}

extension TrialImages {
  subscript(part: ImagePart) -> ImageDataset {
    switch part {
    case .training: training
    case .validation: validation
    case .test: test
    }
  }
}
