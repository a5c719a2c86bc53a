import CardiacMRI

/// A number that a model earns on the test images and that the arms of an experiment are compared by.
///
/// The raw value is the measure's name in `results.csv` and `summary.json`.
public enum Measure: String, Codable, Sendable, CaseIterable {
  /// Share of the HiResCAM map in the heart, 0...1, as the mean of the per-class means.
  case hirescamInHeart = "hirescam_in_heart"
  /// Share of the HiResCAM map on the body fat.
  case hirescamOnFat = "hirescam_on_fat"
  /// Share of the HiResCAM map on the marker, over the images that show one.
  case hirescamOnMarker = "hirescam_on_marker"
  /// Share of the Grad-CAM map in the heart.
  case gradcamInHeart = "gradcam_in_heart"
  /// Share of the Grad-CAM map on the body fat.
  case gradcamOnFat = "gradcam_on_fat"
  /// Share of the Grad-CAM map on the marker, over the images that show one.
  case gradcamOnMarker = "gradcam_on_marker"
  /// Share of the test images that are classified rightly, 0...1.
  case testAccuracy = "test_accuracy"

  /// The measure of this trial's model; nil where no test was made or no test image has both the region and a defined map.
  public func value(of record: TrialRecord) -> Double? {
    guard let test = record.result?.test else { return nil }
    switch self {
    case .hirescamInHeart: return test.hirescam.inHeart
    case .hirescamOnFat: return test.hirescam.onFat
    case .hirescamOnMarker: return test.hirescam.onMarker
    case .gradcamInHeart: return test.gradcam.inHeart
    case .gradcamOnFat: return test.gradcam.onFat
    case .gradcamOnMarker: return test.gradcam.onMarker
    case .testAccuracy: return test.accuracy
    }
  }

  /// Whether the images of this setting can show what is measured: without markers there is no share on the marker.
  public func exists(in setting: ImageSetting) -> Bool {
    switch self {
    case .hirescamOnMarker, .gradcamOnMarker: return setting != .size
    case .hirescamInHeart, .hirescamOnFat, .gradcamInHeart, .gradcamOnFat, .testAccuracy: return true
    }
  }
}
