/// What one method's maps show image by image, in the order of the test images; nil where a map has no positive value or was not
/// taken. The means are in `Evaluation`.
public struct ImageMeasures: Codable, Sendable, Equatable {
  /// Images that are kept one by one, from the first: a result travels as one message, which has a largest size.
  public static let mostImages = 10_000

  /// Share of the map inside the mask.
  public var inside: [Float?]
  /// Share on the body fat.
  public var onFat: [Float?]
  /// Share on the marker, where the image shows one.
  public var onMarker: [Float?]
  /// Share on nothing.
  public var outside: [Float?]
  /// Share inside the mask over its share of the area.
  public var lift: [Float?]
  /// Intersection over union with the mask.
  public var iou: [Float?]
  /// Whether the map's largest value lies inside the mask.
  public var pointing: [Bool?]
  /// Area under the curve of deletion, of the costly images.
  public var deletion: [Float?]
  /// Area under the curve of insertion, of the costly images.
  public var insertion: [Float?]

  /// Measures of these images, all lists of one length.
  public init(
    inside: [Float?] = [], onFat: [Float?] = [], onMarker: [Float?] = [], outside: [Float?] = [], lift: [Float?] = [],
    iou: [Float?] = [], pointing: [Bool?] = [], deletion: [Float?] = [], insertion: [Float?] = []
  ) {
    self.inside = inside
    self.onFat = onFat
    self.onMarker = onMarker
    self.outside = outside
    self.lift = lift
    self.iou = iou
    self.pointing = pointing
    self.deletion = deletion
    self.insertion = insertion
  }

  /// One more image.
  mutating func append(_ measures: ImageMapMeasures?) {
    inside.append(Self.rounded(measures?.inside))
    onFat.append(Self.rounded(measures?.onFat))
    onMarker.append(Self.rounded(measures?.onMarker))
    outside.append(Self.rounded(measures?.outside))
    lift.append(Self.rounded(measures?.lift))
    iou.append(Self.rounded(measures?.iou))
    pointing.append(measures?.isPointing)
    deletion.append(Self.rounded(measures?.deletion))
    insertion.append(Self.rounded(measures?.insertion))
  }

  /// To 1e-4: single images vary far more, and a study holds many.
  private static func rounded(_ value: Double?) -> Float? { value.map { Float(($0 * 1e4).rounded() / 1e4) } }
}
