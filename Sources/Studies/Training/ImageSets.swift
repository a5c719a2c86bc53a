import CardiacMRI
import Foundation
import Kernels

/// The three sets of images of an experiment.
public struct ImageSets: Sendable {
  /// What they are drawn from: the same source gives the same sets on every machine, or should.
  public struct Source: Sendable, Equatable {
    public let setting: ImageSetting
    public let shortcutStrength: Double?
    public let counts: ImageCounts
    public let seed: UInt64

    /// Where the images of `trial` come from.
    public init(of trial: Trial) {
      (setting, counts, seed) = (trial.experiment.setting, trial.experiment.images, trial.imageSeed)
      shortcutStrength = trial.experiment.shortcutStrength
    }

    package init(setting: ImageSetting, counts: ImageCounts, seed: UInt64, shortcutStrength: Double? = nil) {
      (self.setting, self.counts, self.seed) = (setting, counts, seed)
      self.shortcutStrength = shortcutStrength
    }

    /// Under which one machine asks another for them: `size 2000 600 300 17`, and a shortcut's strength where there is one.
    public var name: String {
      "\(setting.rawValue) \(counts.training) \(counts.validation) \(counts.test) \(seed)"
        + (shortcutStrength.map { " shortcut \($0)" } ?? "")
    }
  }

  public let training: ImageDataset
  public let validation: ImageDataset
  public let test: ImageDataset

  /// Draws the images.
  public init(_ source: Source) {
    func draw(_ name: String, _ count: Int) -> ImageDataset {
      TrialImages.draw(
        name, count: count, setting: source.setting, seed: source.seed, shortcutStrength: source.shortcutStrength)
    }
    training = draw("training", source.counts.training)
    validation = draw("validation", source.counts.validation)
    test = draw("test", source.counts.test)
  }

  /// All their bytes: training, validation, test, each as `ImageDataset.encoded`.
  public var encoded: Data { training.encoded + validation.encoded + test.encoded }

  /// The sets of these bytes, made on another machine from the same source; nil for bytes that are not of such sets.
  public init?(encoded bytes: Data, _ source: Source) {
    var rest = bytes[...]
    func next(_ count: Int) -> ImageDataset? {
      let size = ImageDataset.encodedSize(setting: source.setting, count: count)
      defer { rest = rest.dropFirst(size) }
      return ImageDataset(
        encoded: Data(rest.prefix(size)), setting: source.setting, shortcutStrength: source.shortcutStrength,
        count: count)
    }
    guard let training = next(source.counts.training), let validation = next(source.counts.validation),
      let test = next(source.counts.test), rest.isEmpty
    else { return nil }
    (self.training, self.validation, self.test) = (training, validation, test)
  }
}
