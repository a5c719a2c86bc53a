import CardiacMRI
import Images

/// Where an experiment's images come from.
public enum ImageSource: Codable, Sendable, Equatable {
  /// Synthetic cardiac images, drawn from a seed.
  ///
  /// The shortcut's strength is how often the marker follows the class rather than a coin, 0...1; nil: it marks males, as in the
  /// study.
  case drawn(ImageSetting, shortcutStrength: Double?)
  /// Files of the user's own.
  case files(FileImages)

  /// Size, classes and what codes of segmentations mean.
  public var format: ImageFormat {
    switch self {
    case .drawn: .cardiac
    case .files(let files): files.format
    }
  }

  /// The regions that its images show somewhere.
  public var regions: Set<Region> {
    switch self {
    case .drawn(let setting, _): setting.hasMarkers ? [.inside, .fat, .marker] : [.inside, .fat]
    case .files(let files): files.format.regions
    }
  }

  /// Whether the marker can be changed, and nothing else.
  public var hasChangeableMarkers: Bool {
    if case .drawn(let setting, _) = self { setting.hasMarkers } else { false }
  }

  /// The world that images are drawn from; nil for files.
  public var setting: ImageSetting? { if case .drawn(let setting, _) = self { setting } else { nil } }

  /// The strength of the shortcut that the study file asks for.
  public var shortcutStrength: Double? { if case .drawn(_, let strength) = self { strength } else { nil } }
}
