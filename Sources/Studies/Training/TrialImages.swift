import Attribution
import Autodiff
import CardiacMRI
import Files
import Kernels
import Networks

/// The images of an experiment, ready for training: drawn from the seed, with the masks that losses and measures need.
public struct TrialImages: Sendable {
  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset
  /// SHA-256 over the digests of the three sets.
  public let digest: String
  /// For each training image, the share of each map cell's area that lies outside the heart; cells in reading order.
  let outside: [[Float]]
  /// For each test image.
  package let regions: [ImageRegions]
  let mapRows: Int
  let mapColumns: Int

  /// Draws the images.
  /// - Parameter network: fixes the size of the maps.
  public init(setting: ImageSetting, counts: ImageCounts, seed: UInt64, network: Network) {
    self.init(ImageSets(ImageSets.Source(setting: setting, counts: counts, seed: seed)), network: network)
  }

  /// - Parameter network: fixes the size of the maps.
  public init(_ sets: ImageSets, network: Network) {
    (training, validation, test) = (sets.training, sets.validation, sets.test)
    digest = sha256([training, validation, test].map { Array($0.digest.utf8) })
    let (rows, columns) = network.mapSize(ofLayer: network.attributionLayer) ?? (1, 1)
    (mapRows, mapColumns) = (rows, columns)
    let training = training
    let test = test
    outside = (0..<training.count).map { image in
      training.coverage(of: .heart, image: image, rows: rows, columns: columns).map { 1 - $0 }
    }
    let upsampling = BilinearUpsampling(
      rows: rows, columns: columns, height: ImageDataset.height, width: ImageDataset.width)
    let total = upsampling.weights { _ in true }
    regions = (0..<test.count).map { ImageRegions(test, image: $0, upsampling: upsampling, total: total) }
  }
}

extension TrialImages {
  /// One of an experiment's three sets of images.
  /// - Parameters:
  ///   - name: `training`, `validation` or `test`.
  ///   - seed: the image seed of the experiment's trials.
  package static func draw(_ name: String, count: Int, setting: ImageSetting, seed: UInt64) -> ImageDataset {
    ImageDataset(setting: setting, count: count, seed: RandomGenerator.derive(seed, name))
  }
}

/// For each cell of a map, how much of it lands in a region of one image once upsampled.
package struct ImageRegions: Sendable {
  package let heart: [Float]
  package let fat: [Float]
  /// Nil where the image shows no marker.
  package let marker: [Float]?
  package let total: [Float]

  package init(heart: [Float], fat: [Float], marker: [Float]?, total: [Float]) {
    self.heart = heart
    self.fat = fat
    self.marker = marker
    self.total = total
  }

  init(_ images: ImageDataset, image: Int, upsampling: BilinearUpsampling, total: [Float]) {
    func weights(_ region: Region) -> [Float] {
      let mask = images.mask(of: region, image: image)
      return upsampling.weights { mask[$0] }
    }
    heart = weights(.heart)
    fat = weights(.fat)
    let marker = weights(.marker)
    self.marker = marker.contains { $0 > 0 } ? marker : nil
    self.total = total
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
