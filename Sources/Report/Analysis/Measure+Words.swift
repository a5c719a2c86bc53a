import Studies

extension Measure.Quantity {
  /// "in the heart", "on the marker".
  var place: String {
    switch self {
    case .inHeart: "in the heart"
    case .onFat: "on the fat"
    case .onMarker: "on the marker"
    case .outside: "outside"
    case .lift: "lift"
    case .iou: "intersection over union"
    case .pointing: "pointing game"
    case .deletion: "deletion"
    case .insertion: "insertion"
    case .accuracy: "test accuracy"
    case .accuracyRemoved: "accuracy, marker removed"
    case .accuracyAdded: "accuracy, marker added"
    case .accuracySwapped: "accuracy, marker swapped"
    case .flippedSwapped: "answers changed by a swapped marker"
    }
  }
}

extension Measure {
  /// "in the heart", "on the marker".
  var place: String { quantity.place }

  /// "HiResCAM in the heart".
  var title: String { method.map { "\($0.title) \(place)" } ?? place }
}

extension AttributionMethodKind {
  /// As its authors write it.
  var title: String {
    switch self {
    case .hirescam: "HiResCAM"
    case .gradcam: "Grad-CAM"
    case .gradcamPlusPlus: "Grad-CAM++"
    case .inputGradient: "input gradient"
    case .gradientTimesInput: "gradient × input"
    case .integratedGradients: "integrated gradients"
    case .occlusion: "occlusion"
    }
  }
}
