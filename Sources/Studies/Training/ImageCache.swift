import CardiacMRI
import Foundation
import Networks
import Synchronization

/// The images that a worker made last, since its next trial is likely to need the same.
public final class ImageCache: Sendable {
  private struct Key: Equatable {
    let source: ImageSets.Source
    let model: ModelKind
  }

  private let latest = Mutex<(key: Key, images: TrialImages)?>(nil)

  public init() {}

  /// The images that `trial` trains on, drawn now or kept from before.
  public func images(for trial: Trial) -> TrialImages {
    images(ImageSets.Source(of: trial), trial.experiment.model) { ImageSets($0) }
  }

  /// The images that `trial` trains on, made now or kept from before.
  ///
  /// - Parameter check: is given the images' name and bytes, and returns other bytes to be used instead, or nil. Called where
  ///   images are drawn.
  /// - Throws: what `check` throws, and `ImageError` for bytes that are not such images.
  public func images(
    for trial: Trial, check: (_ name: String, _ bytes: () -> Data) throws -> Data?
  ) throws -> TrialImages {
    try images(ImageSets.Source(of: trial), trial.experiment.model) { source in
      let drawn = ImageSets(source)
      guard let bytes = try check(source.name, { drawn.encoded }) else { return drawn }
      guard let sets = ImageSets(encoded: bytes, source) else { throw ImageError(name: source.name) }
      return sets
    }
  }

  private func images(
    _ source: ImageSets.Source, _ model: ModelKind, make: (ImageSets.Source) throws -> ImageSets
  ) rethrows -> TrialImages {
    let key = Key(source: source, model: model)
    if let images = latest.withLock({ $0?.key == key ? $0?.images : nil }) { return images }
    // Not under the lock: what is asked elsewhere may take its time.
    let images = TrialImages(try make(source), network: model.network)
    latest.withLock { $0 = (key, images) }
    return images
  }
}

/// Bytes that are not the images that they should be, in one line.
public struct ImageError: Error, CustomStringConvertible {
  let name: String

  public var description: String { "images '\(name)': the bytes that came instead are not such images" }
}
