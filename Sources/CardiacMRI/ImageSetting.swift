/// Which of the study's three worlds the images are drawn from (study, section 1).
public enum ImageSetting: String, Codable, Sendable, CaseIterable {
  /// Experiment 1: body size and fat differ between the sexes, nothing marks the sex.
  case size
  /// Experiment 2: one size for everybody, and a white marker in the corner of every male's image.
  case marker
  /// The extreme: a white box in a different corner for each class.
  case corner
}
