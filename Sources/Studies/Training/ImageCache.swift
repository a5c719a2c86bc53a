import CardiacMRI
import Networks
import Synchronization

/// The images that a worker drew last, since its next trial is likely to need the same.
public final class ImageCache: Sendable {
  private struct Key: Equatable {
    let setting: ImageSetting
    let counts: ImageCounts
    let seed: UInt64
    let model: ModelKind
  }

  private let latest = Mutex<(key: Key, images: TrialImages)?>(nil)

  public init() {}

  /// The images that `trial` trains on, drawn now or kept from before.
  public func images(for trial: Trial) -> TrialImages {
    let key = Key(
      setting: trial.experiment.setting, counts: trial.experiment.images, seed: trial.imageSeed,
      model: trial.experiment.model)
    return latest.withLock { latest in
      if let latest, latest.key == key { return latest.images }
      let images = TrialImages(
        setting: key.setting, counts: key.counts, seed: key.seed, network: trial.experiment.model.network)
      latest = (key, images)
      return images
    }
  }
}
