import Networks

/// The multiplications and additions that direct convolution takes for one image: what rates are counted in, whatever the
/// algorithm, so that they compare.
struct ConvolutionWork {
  let forward: Double
  /// Of both gradients, or of the weights' alone for the first layer, whose images need none.
  let backward: Double

  /// By the layers' names.
  static func ofLayers(of network: Network) -> [String: ConvolutionWork] {
    var result: [String: ConvolutionWork] = [:]
    for (index, layer) in network.convolutions.enumerated() {
      guard let size = network.mapSize(ofLayer: layer.name) else { continue }
      let forward = Double(2 * 9 * size.rows * size.columns * layer.inputs * layer.filters)
      result[layer.name] = ConvolutionWork(forward: forward, backward: index == 0 ? forward : 2 * forward)
    }
    return result
  }
}
