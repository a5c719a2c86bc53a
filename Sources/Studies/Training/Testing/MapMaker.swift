import Attribution
import Autodiff
import Images
import Networks

/// Takes the maps of one method of images, for the class that the network predicts, and upsamples them.
struct MapMaker {
  private let kind: AttributionMethodKind
  private let method: any AttributionMethod
  private let network: Network
  private let explainer: Explainer
  private let upsampling: BilinearUpsampling

  init(_ kind: AttributionMethodKind, network: Network, parameters: Parameters) {
    self.kind = kind
    method = kind.method
    self.network = network
    explainer = Explainer(network, parameters)
    let grid = method is any ClassActivationMap ? network.mapSize(ofLayer: network.attributionLayer) : nil
    upsampling = BilinearUpsampling(
      rows: grid?.rows ?? network.imageHeight, columns: grid?.columns ?? network.imageWidth,
      height: network.imageHeight, width: network.imageWidth)
  }

  /// - Parameters:
  ///   - outputs: of the network for these images, and perhaps for more after them where the method makes its own passes.
  ///   - predictions: the class of each image that is explained.
  /// - Returns: one map an image, nil where it has no positive value.
  func maps(
    _ images: ImageDataset, _ indices: [Int], outputs: Network.Outputs, predictions: [Int]
  ) -> [UpsampledMap?] {
    guard !indices.isEmpty else { return [] }
    let maps: Tensor
    if let method = method as? any ClassActivationMap {
      // The pass that classified the images serves for the map as well, also where it began at stored features.
      maps = method.map(of: outputs, classes: predictions, isDifferentiable: false)
    } else {
      maps = method.map(of: explainer, images.tensor(indices, channels: network.imageChannels), classes: predictions)
    }
    let values = maps.array
    let cells = values.count / indices.count
    return indices.indices.map { UpsampledMap(values[$0 * cells..<($0 + 1) * cells], upsampling: upsampling) }
  }
}
