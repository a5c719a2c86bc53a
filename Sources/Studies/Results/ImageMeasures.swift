/// What one method's maps show image by image, in the order of the test images; nil where a map has no positive value or was not
/// taken. The means are in `Evaluation`.
public struct ImageMeasures: Codable, Sendable, Equatable {
  /// Share of the map in the heart.
  public var inHeart: [Float?]
  /// Share on the marker, where the image shows one.
  public var onMarker: [Float?]
  /// Intersection over union with the heart.
  public var iou: [Float?]
  /// Whether the map's largest value lies in the heart.
  public var pointing: [Bool?]

  /// Measures of these images, all lists of one length.
  public init(inHeart: [Float?] = [], onMarker: [Float?] = [], iou: [Float?] = [], pointing: [Bool?] = []) {
    self.inHeart = inHeart
    self.onMarker = onMarker
    self.iou = iou
    self.pointing = pointing
  }

  /// One more image.
  mutating func append(_ measures: ImageMapMeasures?) {
    inHeart.append(measures.map { Self.rounded($0.inHeart) })
    onMarker.append(measures.flatMap { $0.onMarker.map(Self.rounded) })
    iou.append(measures.flatMap { $0.iou.map(Self.rounded) })
    pointing.append(measures?.isPointing)
  }

  /// To 1e-4: single images vary far more, and a study holds many.
  private static func rounded(_ share: Double) -> Float { Float((share * 1e4).rounded() / 1e4) }
}
