import CardiacMRI
import Datasets
import Foundation
import Images

extension ImageSource {
  /// Images that are drawn: the fields `setting` and `shortcut_strength` of an experiment.
  init(_ fields: StudyFields, in experiment: StudyField) throws {
    guard let field = fields["setting"] else {
      throw experiment.error(expected: "`setting`, or `data` for images of your own", found: "neither")
    }
    let setting = try field.choice(ImageSetting.self)
    let strength = try fields["shortcut_strength"]?.number(in: 0...1)
    if strength != nil, setting != .marker, let field = fields["shortcut_strength"] {
      throw field.error(expected: "none, since only the setting `marker` has a shortcut of its own", found: "one")
    }
    self = .drawn(setting, shortcutStrength: strength)
  }

  /// Images of the user's own, and how many there are of each kind.
  ///
  /// - Parameters:
  ///   - seed: the study's.
  ///   - directory: what paths start from; nil to leave files alone. Images then have no classes, and as many as there may be.
  /// - Throws: what is wrong with the field or with a file, in one line.
  static func files(
    _ field: StudyField, seed: UInt64, directory: URL?
  ) throws -> (source: ImageSource, images: ImageCounts) {
    let settings = try DatasetSettings(field, directory: directory)
    guard directory != nil else {
      let format = ImageFormat(
        height: ImageFormat.sides.lowerBound, width: ImageFormat.sides.lowerBound, classes: [], segments: [])
      let most = ImageCounts(
        training: ImageCounts.maximum, validation: ImageCounts.maximum, test: ImageCounts.maximum)
      return (.files(FileImages(settings: settings, seed: seed, format: format, counts: most, digest: "")), most)
    }
    let (images, digest) = try FileImages.prepare(settings, seed: seed)
    let counts = ImageCounts(
      training: images.training.count, validation: images.validation.count, test: images.test.count)
    let files = FileImages(
      settings: settings, seed: seed, format: images.training.format, counts: counts, digest: digest)
    return (.files(files), counts)
  }
}
