import Attribution
import Autodiff
import CardiacMRI
import Images
import Kernels
import Networks

/// The images of an experiment, ready for training, with what losses need to know of their masks.
public struct TrialImages: Sendable {
  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset
  /// SHA-256 over the digests of the three sets.
  public let digest: String
  /// For each training image, the share of each cell's area that lies outside the mask, on the grid of the network's attribution
  /// layer; cells in reading order.
  let outside: [[Float]]
  let mapRows: Int
  let mapColumns: Int

  /// Draws the images.
  /// - Parameter network: fixes the size of the maps.
  package init(
    setting: ImageSetting, counts: ImageCounts, seed: UInt64, shortcutStrength: Double? = nil, network: Network
  ) {
    self.init(
      ImageSets(drawing: setting, shortcutStrength: shortcutStrength, counts: counts, seed: seed), network: network)
  }

  /// - Parameter network: fixes the size of the maps.
  public init(_ sets: ImageSets, network: Network) {
    (training, validation, test) = (sets.training, sets.validation, sets.test)
    digest = sets.digest
    let (rows, columns) = network.mapSize(ofLayer: network.attributionLayer) ?? (1, 1)
    (mapRows, mapColumns) = (rows, columns)
    let training = training
    outside = (0..<training.count).map { image in
      training.coverage(of: .inside, image: image, rows: rows, columns: columns).map { 1 - $0 }
    }
  }
}

extension ImageDataset {
  /// The images at `indices` as network input: from -1, black, to 1, white; gray repeated over the network's channels (study,
  /// section 1).
  /// - Parameter channels: the network's; those of the images, where they are not gray.
  package func tensor(_ indices: some Collection<Int>, channels: Int) -> Tensor {
    precondition(format.channels == 1 || format.channels == channels, "images of other channels than the network's")
    let buffer = Buffer(uninitialized: indices.count * format.pixelsPerImage * channels)
    var target = buffer.pointer
    let copies = channels / format.channels
    for image in indices {
      intensities.forEachInput(in: valueRange(of: image)) { value in
        for _ in 0..<copies {
          target.pointee = value
          target += 1
        }
      }
    }
    return Tensor([indices.count, format.height, format.width, channels], buffer)
  }

  func classes(_ indices: some Collection<Int>) -> [Int] { indices.map { classes[$0] } }
}
