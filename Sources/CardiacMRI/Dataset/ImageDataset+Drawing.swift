import Foundation
import Images
import Kernels

extension ImageDataset {
  /// Draws synthetic cardiac MRIs with their segmentations and diagnoses, as the study has them (section 1).
  ///
  /// The same setting and seed give the same bytes on every machine, and image i is the same whatever the number of images, so
  /// that a smaller dataset is the beginning of a larger one. Image i has diagnosis i mod 4: the classes are balanced.
  ///
  /// - Parameters:
  ///   - setting: the world that the images are drawn from.
  ///   - count: how many; not negative.
  ///   - seed: sets of images that must not overlap, such as those for training and for testing, need seeds of their own.
  ///   - shortcutStrength: 0...1: with this probability the marker says the class (HCM and ARV have it, in which males are more
  ///     frequent; NOR and DCM do not), else a coin decides. Nil: it marks males.
  public init(setting: ImageSetting, count: Int, seed: UInt64, shortcutStrength: Double? = nil) {
    precondition(count >= 0, "a dataset has no negative number of images")
    let format = ImageFormat.cardiac
    var unmarked: [UInt8] = []
    var labels: [UInt8] = []
    unmarked.reserveCapacity(count * format.pixelsPerImage)
    labels.reserveCapacity(count * format.pixelsPerImage)
    var marks: [CornerMark?] = []
    for image in 0..<count {
      let diagnosis = Diagnosis.ofImage(image)
      var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "image", setting.rawValue, String(image)))
      let anatomy = Anatomy(diagnosis: diagnosis, setting: setting, using: &generator)
      var segmentation = Segmentation(of: anatomy)
      unmarked += segmentation.intensities(of: anatomy, using: &generator)
      let isMarked = shortcutStrength.map { Self.follows($0, diagnosis, image, seed) } ?? anatomy.isMale
      let mark = CornerMark(setting: setting, diagnosis: diagnosis, isMarked: isMarked)
      if let mark { segmentation.fill(.marker, rows: mark.rows, columns: mark.columns) }
      marks.append(mark)
      labels += segmentation.labels
    }
    var intensities = Intensities.bytes(unmarked)
    for (image, mark) in marks.enumerated() {
      guard let mark else { continue }
      intensities.whiten(mark.place, start: image * format.valuesPerImage, width: format.width)
    }
    self.init(
      format: format, intensities: intensities, labels: labels, classes: Diagnosis.ofImages(count),
      markers: setting.hasMarkers
        ? MarkerPlaces(unmarked: .bytes(unmarked), places: setting.places(isMarked: marks.map { $0 != nil })) : nil)
  }

  /// The sex of the person in each image of such a dataset: whether it is male.
  package static func isMale(setting: ImageSetting, count: Int, seed: UInt64) -> [Bool] {
    (0..<count).map { image in
      var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "image", setting.rawValue, String(image)))
      return Anatomy(diagnosis: .ofImage(image), setting: setting, using: &generator).isMale
    }
  }

  /// The dataset of the bytes of such images, drawn on another machine.
  ///
  /// - Parameter count: how many images there should be.
  /// - Returns: nil for bytes that are not those of such a dataset.
  public init?(encoded bytes: some DataProtocol, setting: ImageSetting, count: Int) {
    guard
      let dataset = ImageDataset(encoded: Data(bytes), .cardiac, hasMarkers: setting.hasMarkers, count: count),
      dataset.classes == Diagnosis.ofImages(count)
    else { return nil }
    self = dataset
    guard setting.hasMarkers else { return }
    markers?.places = setting.places(isMarked: (0..<count).map { dataset.shows(.marker, image: $0) })
  }

  /// Whether an image gets a marker by a shortcut of this strength. With a generator of its own: everything else of the image
  /// stays the same whatever the strength.
  private static func follows(_ strength: Double, _ diagnosis: Diagnosis, _ image: Int, _ seed: UInt64) -> Bool {
    var generator = RandomGenerator(seed: RandomGenerator.derive(seed, "shortcut", String(image)))
    let followsClass = generator.uniform() < strength
    let coin = generator.uniform() < 0.5
    return followsClass ? diagnosis == .hcm || diagnosis == .arv : coin
  }
}

extension Diagnosis {
  /// Classes take turns.
  static func ofImage(_ image: Int) -> Diagnosis { allCases[image % allCases.count] }

  static func ofImages(_ count: Int) -> [Int] { (0..<count).map { ofImage($0).rawValue } }
}

extension ImageSetting {
  /// Whether images have a marker or box in a corner.
  public var hasMarkers: Bool { self != .size }

  /// Where images have their marker after each change; a change that the setting does not know is missing.
  func places(isMarked: [Bool]) -> [MarkerChange: [PixelRectangle?]] {
    let nowhere = [PixelRectangle?](repeating: nil, count: isMarked.count)
    switch self {
    case .size: return [:]
    case .marker:
      return [
        .removed: nowhere, .added: isMarked.map { _ in CornerMark.marker.place },
        .swapped: isMarked.map { $0 ? nil : CornerMark.marker.place },
      ]
    case .corner:
      let next = isMarked.indices.map {
        CornerMark(setting: .corner, diagnosis: .ofImage($0 + 1), isMarked: true)?.place
      }
      return [.removed: nowhere, .swapped: next]
    }
  }
}
