import Foundation
import Images
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

  /// The images that `trial` trains on, made now or kept from before.
  /// - Throws: what is wrong with a file, in one line.
  public func images(for trial: Trial) throws -> TrialImages { try images(for: trial) { _, _ in nil } }

  /// The images that `trial` trains on, made now or kept from before.
  ///
  /// - Parameter check: is given the images' name and bytes, nil for files that this machine lacks, and returns other bytes to be
  ///   used instead, or nil. Called where images are made.
  /// - Throws: what `check` throws, `ImageError` for bytes that are not such images, and, where there are no other bytes, for a
  ///   file with which something is wrong.
  public func images(
    for trial: Trial, check: (_ name: String, _ bytes: () -> Data?) throws -> Data?
  ) throws -> TrialImages {
    let source = ImageSets.Source(of: trial)
    let key = Key(source: source, model: trial.experiment.model)
    if let images = latest.withLock({ $0?.key == key ? $0?.images : nil }) { return images }
    // Not under the lock: what is asked elsewhere may take its time.
    let own = Result {
      do { return try ImageSets(source) } catch { throw ImageError("\(error)") }
    }
    let sets: ImageSets
    if let bytes = try check(source.name, { try? own.get().encoded }) {
      guard let others = ImageSets(encoded: bytes, source) else {
        throw ImageError("images '\(source.name)': the bytes that came instead are not such images")
      }
      sets = others
    } else {
      sets = try own.get()
    }
    let images = TrialImages(sets, network: trial.experiment.network)
    latest.withLock { $0 = (key, images) }
    return images
  }
}

/// Images that are not those that they should be, in one line.
public struct ImageError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
