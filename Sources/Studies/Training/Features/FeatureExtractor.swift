import Autodiff
import Files
import Images
import Kernels
import Networks

/// Runs images through a network's convolutions, a fixed number at a time.
///
/// How sums are rounded may depend on how many images go through a kernel at once. Batches that never vary give an image's
/// features the same bits whichever training asks for them, in whatever order.
struct FeatureExtractor {
  static let batch = 10

  private let network: Network
  private let parameters: Parameters
  private let images: ImageDataset

  init(network: Network, parameters: Parameters, images: ImageDataset) {
    self.network = network
    self.parameters = parameters.tracking([])
    self.images = images
  }

  /// rows x columns x channels of one image's features.
  var shape: Shape {
    let (rows, columns) = network.mapSize(ofLayer: network.attributionLayer) ?? (0, 0)
    return [rows, columns, network.convolutions.last?.filters ?? 0]
  }

  var count: Int { images.count }

  var batches: Int { (images.count + Self.batch - 1) / Self.batch }

  /// The features of the images from `number` x `batch` on, one after the other. The last batch is filled up with the last
  /// image, whose features then repeat.
  func features(ofBatch number: Int) -> Buffer {
    let first = number * Self.batch
    let indices = (first..<first + Self.batch).map { min($0, images.count - 1) }
    return network.features(images.tensor(indices, channels: network.imageChannels), parameters).buffer
  }

  /// What the features follow from: network, images, weights, and how this machine computes.
  ///
  /// Another CPU or another build of the kernels may round otherwise. Rather than guess what matters of them, the key takes
  /// in the features of the first batch as they come out here.
  ///
  /// - Parameter source: digests of images and weights.
  func key(source: FeatureSource) -> String {
    var hash = SHA256()
    hash.add("heatsweep features 1\n\(network.name) \(shape) \(count)\n")
    hash.add("\(source.part.rawValue) of \(source.images), weights \(source.weights)\n")
    if count > 0 { features(ofBatch: 0).withBytes { hash.add($0) } }
    return hash.digits
  }
}

/// Which images' features, made with which weights.
struct FeatureSource: Hashable {
  let part: ImagePart
  /// Digest of the images of the experiment.
  let images: String
  /// Digest of the convolutions' weights.
  let weights: String
}

extension Parameters {
  /// The SHA-256 of names, shapes and bytes of some of the parameters.
  func digest(of names: [String]) -> String {
    var hash = SHA256()
    for name in names {
      hash.add("\(name) \(self[name].shape)\n")
      self[name].buffer.withBytes { hash.add($0) }
    }
    return hash.digits
  }
}

extension Buffer {
  /// The elements' bytes, valid during the call alone: a buffer that nobody holds any more goes back to the pool at once.
  func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: pointer, count: 4 * count)) }
  }
}
