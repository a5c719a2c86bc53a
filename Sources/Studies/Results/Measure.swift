import Images

/// A number that a model earns on the test images and that the arms of an experiment are compared by.
public struct Measure: Sendable, Hashable {
  /// What is measured.
  public enum Quantity: String, Sendable, CaseIterable {
    /// Share of a map inside the mask, 0...1, as the mean of the per-class means.
    case inside = "inside"
    /// Share of a map on the body fat.
    case onFat = "on_fat"
    /// Share of a map on the marker, over the images that show one.
    case onMarker = "on_marker"
    /// Share of a map on no region.
    case outside
    /// Share inside the mask over the mask's share of the area.
    case lift
    /// Intersection over union of mask and map above the trial's threshold.
    case iou
    /// Share of the images whose map is largest inside the mask.
    case pointing
    /// Area under the class's probability while the map's largest pixels are removed.
    case deletion
    /// The same while they are put in.
    case insertion
    /// Share of the test images that are classified rightly, 0...1.
    case accuracy = "test_accuracy"
    /// Accuracy after the marker was removed from every image.
    case accuracyRemoved = "accuracy_marker_removed"
    /// Accuracy after the marker was added to every image.
    case accuracyAdded = "accuracy_marker_added"
    /// Accuracy after the marker was swapped.
    case accuracySwapped = "accuracy_marker_swapped"
    /// Share of predicted classes that change with the marker swapped.
    case flippedSwapped = "flipped_marker_swapped"

    /// Whether it is one of a method's maps.
    public var isOfMap: Bool {
      switch self {
      case .inside, .onFat, .onMarker, .outside, .lift, .iou, .pointing, .deletion, .insertion: true
      case .accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped, .flippedSwapped: false
      }
    }

    /// Whether it needs images with a marker.
    public var needsMarker: Bool {
      switch self {
      case .onMarker, .accuracyRemoved, .accuracyAdded, .accuracySwapped, .flippedSwapped: true
      default: false
      }
    }
  }

  /// What is measured.
  public let quantity: Quantity
  /// Whose maps it is measured of; nil where no map is needed.
  public let method: AttributionMethodKind?

  /// Of a method's maps.
  public init(_ method: AttributionMethodKind, _ quantity: Quantity) {
    precondition(quantity.isOfMap, "\(quantity) is not measured of maps")
    (self.method, self.quantity) = (method, quantity)
  }

  /// Of the answers alone.
  public init(_ quantity: Quantity) {
    precondition(!quantity.isOfMap, "\(quantity) is measured of maps")
    (method, self.quantity) = (nil, quantity)
  }

  /// Share of the HiResCAM map inside the mask: the paper's measure.
  public static let hirescamInside = Measure(.hirescam, .inside)
  /// Share of the HiResCAM map on the marker.
  public static let hirescamOnMarker = Measure(.hirescam, .onMarker)
  /// Share of the Grad-CAM map inside the mask.
  public static let gradcamInside = Measure(.gradcam, .inside)
  /// Share of the Grad-CAM map on the marker.
  public static let gradcamOnMarker = Measure(.gradcam, .onMarker)
  /// Share of the test images that are classified rightly.
  public static let testAccuracy = Measure(.accuracy)

  /// Every measure there is: of the answers first, then method by method.
  public static let all: [Measure] =
    Quantity.allCases.filter { !$0.isOfMap }.map { Measure($0) }
    + AttributionMethodKind.allCases.flatMap { method in
      Quantity.allCases.filter(\.isOfMap).map { Measure(method, $0) }
    }

  /// The measure's name in study files, `results.csv` and `summary.json`: `hirescam_inside`, `test_accuracy`.
  public var name: String { (method.map { "\($0.rawValue)_" } ?? "") + quantity.rawValue }

  /// The measure of this name, or nil where there is none.
  public init?(name: String) {
    guard let measure = Self.byName[name] else { return nil }
    self = measure
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The measure of this trial's model; nil where no test was made or no test image has it.
  public func value(of record: TrialRecord) -> Double? { record.result.flatMap(value) }

  /// The measure in this result.
  public func value(of result: TrialResult) -> Double? {
    guard let test = result.test else { return nil }
    if let method { return test[method]?.value(of: quantity) }
    let answers = result.markerCheck?.answers
    switch quantity {
    case .accuracy: return test.accuracy
    case .accuracyRemoved: return answers?[.removed]?.accuracy
    case .accuracyAdded: return answers?[.added]?.accuracy
    case .accuracySwapped: return answers?[.swapped]?.accuracy
    case .flippedSwapped: return answers?[.swapped]?.flipped
    default: return nil
    }
  }

  /// Whether images can show what is measured: without markers there is no share on the marker.
  public func exists(in images: ImageSource) -> Bool {
    switch quantity {
    case .onFat: images.regions.contains(.fat)
    case .onMarker: images.regions.contains(.marker)
    default: !quantity.needsMarker || images.hasChangeableMarkers
    }
  }
}

extension MapMeasures {
  /// One of the measures; nil for a quantity that is none of a map's.
  public func value(of quantity: Measure.Quantity) -> Double? {
    switch quantity {
    case .inside: inside
    case .onFat: onFat
    case .onMarker: onMarker
    case .outside: outside
    case .lift: lift
    case .iou: iou
    case .pointing: pointing
    case .deletion: deletion
    case .insertion: insertion
    case .accuracy, .accuracyRemoved, .accuracyAdded, .accuracySwapped, .flippedSwapped: nil
    }
  }
}

extension Measure: Codable {
  /// A name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let measure = Measure(name: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no measure is called '\(name)'")
    }
    self = measure
  }

  /// As its name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
