import Studies

extension Measure.Quantity {
  /// "inside the mask", "on the marker".
  var place: String {
    switch self {
    case .inside: "inside the mask"
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

  /// Whether more is better; failures then rank below every value, and else above.
  var higherIsBetter: Bool {
    switch self {
    case .inside, .lift, .iou, .pointing, .insertion, .accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped:
      true
    case .onFat, .onMarker, .outside, .deletion, .flippedSwapped: false
    }
  }

  /// What its axis says.
  var axisTitle: String {
    switch self {
    case .inside, .onFat, .onMarker, .outside: "share of the map"
    case .lift: "share over area"
    case .iou: "intersection over union"
    case .pointing: "share of images"
    case .deletion, .insertion: "area under the curve"
    case .accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped: "accuracy"
    case .flippedSwapped: "share of answers"
    }
  }

  /// How it is computed, as a methods section says it.
  var definition: String {
    switch self {
    case .inside: "the share of the map's sum that lies inside the mask"
    case .onFat: "the share of the map's sum on the body fat"
    case .onMarker: "the share of the map's sum on the marker, over the images that show one"
    case .outside: "the share of the map's sum on no region"
    case .lift: "the share inside the mask over the mask's share of the image's area"
    case .iou:
      "the intersection over union of the mask and the map above a threshold that was tuned on the validation images"
    case .pointing: "the share of images whose map is largest inside the mask (Zhang et al., 2018)"
    case .deletion:
      "the area under the class's probability while the map's largest pixels are removed (Petsiuk et al., 2018)"
    case .insertion: "the same area while they are put into an empty image"
    case .accuracy: "the share of the test images that are classified rightly"
    case .accuracyRemoved: "that accuracy after the marker was removed from every test image"
    case .accuracyAdded: "that accuracy after the marker was added to every test image"
    case .accuracySwapped:
      "that accuracy after images with the marker lost it and images without it got it"
    case .flippedSwapped: "the share of answers that this swap changes"
    }
  }
}

extension Measure {
  /// "inside the mask", "on the marker".
  var place: String { quantity.place }

  /// "HiResCAM inside the mask".
  var title: String { method.map { "\($0.title) \(place)" } ?? place }

  /// The same at the beginning of a sentence or a panel.
  package var capitalizedTitle: String { title.prefix(1).uppercased() + title.dropFirst() }
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

  /// Who proposed it.
  var source: String {
    switch self {
    case .hirescam: "Draelos and Carin, 2020"
    case .gradcam: "Selvaraju et al., 2017"
    case .gradcamPlusPlus: "Chattopadhay et al., 2018"
    case .inputGradient: "Simonyan et al., 2014"
    case .gradientTimesInput: "Shrikumar et al., 2017"
    case .integratedGradients: "Sundararajan et al., 2017"
    case .occlusion: "Zeiler and Fergus, 2014"
    }
  }
}
