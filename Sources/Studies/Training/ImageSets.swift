import CardiacMRI
import Files
import Foundation
import Images
import Kernels

/// The three sets of images of an experiment.
public struct ImageSets: Sendable {
  /// What they come from: the same source gives the same sets on every machine, or should.
  public struct Source: Sendable, Equatable {
    let images: ImageSource
    let counts: ImageCounts
    let seed: UInt64

    /// Where the images of `trial` come from.
    public init(of trial: Trial) {
      (images, counts, seed) = (trial.experiment.source, trial.experiment.images, trial.imageSeed)
    }

    /// Under which one machine asks another for them: `size 2000 600 300 17`, and a shortcut's strength where there is one; for
    /// files their digest.
    public var name: String {
      let numbers = "\(counts.training) \(counts.validation) \(counts.test)"
      return switch images {
      case .drawn(let setting, let strength):
        "\(setting.rawValue) \(numbers) \(seed)" + (strength.map { " shortcut \($0)" } ?? "")
      case .files(let files): "files \(numbers) \(files.digest)"
      }
    }
  }

  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset

  /// Draws the images, or reads them from their files.
  /// - Throws: what is wrong with a file, in one line.
  public init(_ source: Source) throws {
    let counts = source.counts
    switch source.images {
    case .drawn(let setting, let strength):
      self.init(drawing: setting, shortcutStrength: strength, counts: counts, seed: source.seed)
    case .files(let files):
      let prepared = try files.prepared()
      self.init(
        training: prepared.training.first(counts.training), validation: prepared.validation.first(counts.validation),
        test: prepared.test.first(counts.test))
    }
  }

  /// Draws the images.
  package init(drawing setting: ImageSetting, shortcutStrength: Double?, counts: ImageCounts, seed: UInt64) {
    func draw(_ name: String, _ count: Int) -> ImageDataset {
      ImageDataset(
        setting: setting, count: count, seed: RandomGenerator.derive(seed, name), shortcutStrength: shortcutStrength)
    }
    self.init(
      training: draw("training", counts.training), validation: draw("validation", counts.validation),
      test: draw("test", counts.test))
  }

  private init(training: ImageDataset, validation: ImageDataset, test: ImageDataset) {
    (self.training, self.validation, self.test) = (training, validation, test)
  }

  /// All their bytes: training, validation, test, each as `ImageDataset.encoded`.
  public var encoded: Data { training.encoded + validation.encoded + test.encoded }

  /// The sets of these bytes, made on another machine from the same source; nil for bytes that are not of such sets.
  public init?(encoded bytes: Data, _ source: Source) {
    var rest = bytes[...]
    func next(_ count: Int) -> ImageDataset? {
      let size = ImageDataset.encodedSize(
        source.images.format, hasMarkers: source.images.hasChangeableMarkers, count: count)
      defer { rest = rest.dropFirst(size) }
      let own = Data(rest.prefix(size))
      return switch source.images {
      case .drawn(let setting, _): ImageDataset(encoded: own, setting: setting, count: count)
      case .files(let files): ImageDataset(encoded: own, files.format, hasMarkers: false, count: count)
      }
    }
    guard let training = next(source.counts.training), let validation = next(source.counts.validation),
      let test = next(source.counts.test), rest.isEmpty
    else { return nil }
    self.init(training: training, validation: validation, test: test)
  }

  /// SHA-256 over the digests of the three sets.
  var digest: String { sha256([training, validation, test].map { Array($0.digest.utf8) }) }
}

extension ImageDataset {
  /// The first images; all where there are no more.
  func first(_ count: Int) -> ImageDataset { count >= self.count ? self : selecting(0..<count) }
}
