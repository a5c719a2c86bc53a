import Kernels

/// Synthetic cardiac MRIs with their segmentations and diagnoses, as the study draws them (section 1).
///
/// The same setting and seed give the same bytes on every machine, and image i is the same whatever the number of images, so
/// that a smaller dataset is the beginning of a larger one. Image i has diagnosis i mod 4: the classes are balanced.
public struct ImageDataset: Sendable {
  /// The rows of an image.
  public static let height = 105
  /// The columns of an image.
  public static let width = 135
  /// Rows times columns.
  public static let pixelsPerImage = height * width

  /// The world that the images are drawn from.
  public let setting: ImageSetting
  /// Of the marker setting: how often the marker follows the class rather than a coin, 0...1; nil: it marks males, as in the study.
  public let shortcutStrength: Double?
  /// The number of images.
  public let count: Int
  /// Intensities, count x 105 x 135; 0 is black and only the background, 255 is white.
  public private(set) var pixels: [UInt8]
  /// The same images before a marker or box is put on them; equal to `pixels` where the setting has none.
  public private(set) var pixelsWithoutMarker: [UInt8]
  /// Segmentations, count x 105 x 135, in the codes of `Tissue`.
  public private(set) var labels: [UInt8]
  /// Each image's class.
  public private(set) var diagnoses: [Diagnosis]
  /// Each image's sex.
  public private(set) var isMale: [Bool]

  /// Draws the images.
  ///
  /// - Parameters:
  ///   - count: how many; not negative.
  ///   - seed: sets of images that must not overlap, such as those for training and for testing, need seeds of their own.
  ///   - shortcutStrength: 0...1: with this probability the marker says the class (HCM and ARV have it, in which males are more
  ///     frequent; NOR and DCM do not), else a coin decides. Nil: it marks males.
  public init(setting: ImageSetting, count: Int, seed: UInt64, shortcutStrength: Double? = nil) {
    precondition(count >= 0, "a dataset has no negative number of images")
    self.setting = setting
    self.shortcutStrength = shortcutStrength
    self.count = count
    (pixels, pixelsWithoutMarker, labels, diagnoses, isMale) = ([], [], [], [], [])
    pixels.reserveCapacity(count * Self.pixelsPerImage)
    labels.reserveCapacity(count * Self.pixelsPerImage)
    for image in 0..<count {
      append(image: image, seed: seed)
    }
    if setting == .size {
      // Nothing was put on the images: the two share one storage.
      pixelsWithoutMarker = pixels
    }
  }

  /// A dataset of these parts, which belong together.
  init(
    setting: ImageSetting, shortcutStrength: Double?, count: Int, pixels: [UInt8], pixelsWithoutMarker: [UInt8],
    labels: [UInt8],
    diagnoses: [Diagnosis], isMale: [Bool]
  ) {
    self.setting = setting
    self.shortcutStrength = shortcutStrength
    self.count = count
    self.pixels = pixels
    self.pixelsWithoutMarker = pixelsWithoutMarker
    self.labels = labels
    self.diagnoses = diagnoses
    self.isMale = isMale
  }

  private mutating func append(image: Int, seed: UInt64) {
    let diagnosis = Diagnosis.allCases[image % Diagnosis.allCases.count]
    var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "image", setting.rawValue, String(image)))
    let anatomy = Anatomy(diagnosis: diagnosis, setting: setting, using: &generator)
    var segmentation = Segmentation(of: anatomy)
    let unmarked = segmentation.intensities(of: anatomy, using: &generator)
    diagnoses.append(diagnosis)
    isMale.append(anatomy.isMale)
    pixels += unmarked
    if setting != .size {
      pixelsWithoutMarker += unmarked
    }
    let isMarked = shortcutStrength.map { Self.follows($0, diagnosis, image, seed) } ?? anatomy.isMale
    if let mark = CornerMark(setting: setting, diagnosis: diagnosis, isMarked: isMarked) {
      segmentation.fill(.marker, rows: mark.rows, columns: mark.columns)
      let start = pixels.count - Self.pixelsPerImage
      for row in mark.rows {
        for column in mark.columns {
          pixels[start + row * Self.width + column] = 255
        }
      }
    }
    labels += segmentation.labels
  }

  /// Whether the image gets a marker by a shortcut of this strength. With a generator of its own: everything else of the image
  /// stays the same whatever the strength.
  private static func follows(_ strength: Double, _ diagnosis: Diagnosis, _ image: Int, _ seed: UInt64) -> Bool {
    var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "shortcut", String(image)))
    let followsClass = generator.uniform() < strength
    let coin = generator.uniform() < 0.5
    return followsClass ? diagnosis == .hcm || diagnosis == .arv : coin
  }

  /// Where the image's pixels lie in `pixels`, `pixelsWithoutMarker` and `labels`.
  public func range(of image: Int) -> Range<Int> {
    precondition(image >= 0 && image < count, "no image \(image) among \(count)")
    return image * Self.pixelsPerImage..<(image + 1) * Self.pixelsPerImage
  }
}
