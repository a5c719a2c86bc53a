import Attribution
import Autodiff
import CardiacMRI
import Files
import Kernels
import Networks

/// The images of an experiment, ready for training: drawn from the seed, with what losses need to know of the hearts' places.
public struct TrialImages: Sendable {
  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset
  /// SHA-256 over the digests of the three sets.
  public let digest: String
  /// For each training image, the share of each cell's area that lies outside the heart, on the grid of the network's attribution
  /// layer; cells in reading order.
  let outside: [[Float]]
  let mapRows: Int
  let mapColumns: Int

  /// Draws the images.
  /// - Parameter network: fixes the size of the maps.
  public init(
    setting: ImageSetting, counts: ImageCounts, seed: UInt64, shortcutStrength: Double? = nil, network: Network
  ) {
    let source = ImageSets.Source(setting: setting, counts: counts, seed: seed, shortcutStrength: shortcutStrength)
    self.init(ImageSets(source), network: network)
  }

  /// - Parameter network: fixes the size of the maps.
  public init(_ sets: ImageSets, network: Network) {
    (training, validation, test) = (sets.training, sets.validation, sets.test)
    digest = sha256([training, validation, test].map { Array($0.digest.utf8) })
    let (rows, columns) = network.mapSize(ofLayer: network.attributionLayer) ?? (1, 1)
    (mapRows, mapColumns) = (rows, columns)
    let training = training
    outside = (0..<training.count).map { image in
      training.coverage(of: .heart, image: image, rows: rows, columns: columns).map { 1 - $0 }
    }
  }
}

extension TrialImages {
  /// One of an experiment's three sets of images.
  /// - Parameters:
  ///   - name: `training`, `validation` or `test`.
  ///   - seed: the image seed of the experiment's trials.
  package static func draw(
    _ name: String, count: Int, setting: ImageSetting, seed: UInt64, shortcutStrength: Double? = nil
  ) -> ImageDataset {
    ImageDataset(
      setting: setting, count: count, seed: RandomGenerator.derive(seed, name), shortcutStrength: shortcutStrength)
  }
}

extension ImageDataset {
  /// The images at `indices` as network input: pixel / 127.5 - 1, repeated over the network's channels (study, section 1).
  package func tensor(_ indices: some Collection<Int>, channels: Int) -> Tensor {
    let buffer = Buffer(uninitialized: indices.count * Self.pixelsPerImage * channels)
    var target = buffer.pointer
    pixels.withUnsafeBufferPointer { pixels in
      for image in indices {
        for pixel in pixels[range(of: image)] {
          let value = Float(pixel) / 127.5 - 1
          for _ in 0..<channels {
            target.pointee = value
            target += 1
          }
        }
      }
    }
    return Tensor([indices.count, Self.height, Self.width, channels], buffer)
  }

  func classes(_ indices: some Collection<Int>) -> [Int] {
    indices.map { diagnoses[$0].rawValue }
  }
}
