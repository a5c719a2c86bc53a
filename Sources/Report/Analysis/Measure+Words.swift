import Studies

extension Measure {
  /// The measures by which arms are compared, in the order of the report.
  static let compared: [Measure] = [.hirescamInHeart, .hirescamOnMarker, .gradcamInHeart, .gradcamOnMarker]

  /// The method that draws the map.
  var method: AttributionMethodKind? {
    switch self {
    case .hirescamInHeart, .hirescamOnFat, .hirescamOnMarker: .hirescam
    case .gradcamInHeart, .gradcamOnFat, .gradcamOnMarker: .gradcam
    case .testAccuracy: nil
    }
  }

  /// "in the heart", "on the marker".
  var place: String {
    switch self {
    case .hirescamInHeart, .gradcamInHeart: "in the heart"
    case .hirescamOnFat, .gradcamOnFat: "on the fat"
    case .hirescamOnMarker, .gradcamOnMarker: "on the marker"
    case .testAccuracy: "test accuracy"
    }
  }

  /// "HiResCAM in the heart".
  var title: String {
    method.map { "\($0.title) \(place)" } ?? place
  }
}

extension AttributionMethodKind {
  /// As its authors write it.
  var title: String {
    switch self {
    case .hirescam: "HiResCAM"
    case .gradcam: "Grad-CAM"
    }
  }
}
