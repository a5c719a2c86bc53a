import Autodiff
import Kernels

/// The features of a set of images, computed once: read as often as epochs ask for them.
package final class FeatureSet: Sendable {
  private enum Storage {
    /// One buffer a batch of the extractor.
    case memory([Buffer])
    case file(FeatureFile)
  }

  private let storage: Storage
  /// Of one image's features.
  private let shape: Shape

  /// Features in memory.
  /// - Parameter batches: as `FeatureExtractor.features` gives them.
  init(batches: [Buffer], shape: Shape) {
    storage = .memory(batches)
    self.shape = shape
  }

  init(file: FeatureFile, shape: Shape) {
    storage = .file(file)
    self.shape = shape
  }

  /// batch x rows x columns x channels of the images at `indices`.
  /// - Throws: `FileError` where the file cannot be read any more.
  package func tensor(_ indices: some Collection<Int>) throws -> Tensor {
    let size = shape.count
    let buffer = Buffer(uninitialized: indices.count * size)
    for (row, image) in indices.enumerated() {
      let target = buffer.pointer + row * size
      switch storage {
      case .memory(let batches):
        let (batch, place) = image.quotientAndRemainder(dividingBy: FeatureExtractor.batch)
        target.update(from: batches[batch].pointer + place * size, count: size)
      case .file(let file):
        try file.read(into: UnsafeMutableRawBufferPointer(start: target, count: 4 * size), at: 4 * size * image)
      }
    }
    return Tensor(Shape([indices.count] + shape.sizes), buffer)
  }
}
