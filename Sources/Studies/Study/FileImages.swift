import Datasets
import Files
import Images
import Synchronization

/// Images of the user's own, as they were when the study began.
///
/// They are a part of the trial, so that no worker trains, nor a checkpoint continues, on others.
public struct FileImages: Codable, Sendable, Equatable {
  /// Where they are and how they are prepared.
  public var settings: DatasetSettings
  /// The study's: it sets which part each image belongs to, unless the files say that.
  public var seed: UInt64
  /// What the images have in common; without classes where the study file was read without looking at files.
  public var format: ImageFormat
  /// How many there are in each part.
  public var counts: ImageCounts
  /// SHA-256 over the digests of all three parts; empty where the study file was read without looking at files.
  public var digest: String

  /// Images of these properties.
  public init(settings: DatasetSettings, seed: UInt64, format: ImageFormat, counts: ImageCounts, digest: String) {
    self.settings = settings
    self.seed = seed
    self.format = format
    self.counts = counts
    self.digest = digest
  }

  /// The images, read from their files.
  /// - Throws: what is wrong with a file, in one line, and `ImageError` where the files are not those that the study began with.
  public func prepared() throws -> PreparedImages {
    let prepared = try Self.prepare(settings, seed: seed)
    guard digest.isEmpty || prepared.digest == digest else {
      throw ImageError(
        "images of the study: their files have changed since it began (SHA-256 \(prepared.digest), expected \(digest))")
    }
    return prepared.images
  }

  /// The images of some settings, and the digest of all three parts. Those that were prepared last are kept: a program asks for
  /// them when it reads the study file, trains, and reports.
  static func prepare(_ settings: DatasetSettings, seed: UInt64) throws -> (images: PreparedImages, digest: String) {
    if let known = latest.withLock({ $0 }), known.settings == settings, known.seed == seed {
      return (known.images, known.digest)
    }
    let images = try settings.prepare(seed: seed)
    let digest = sha256([images.training, images.validation, images.test].map { Array($0.digest.utf8) })
    latest.withLock { $0 = Prepared(settings: settings, seed: seed, images: images, digest: digest) }
    return (images, digest)
  }

  private struct Prepared {
    let settings: DatasetSettings
    let seed: UInt64
    let images: PreparedImages
    let digest: String
  }

  private static let latest = Mutex<Prepared?>(nil)
}
