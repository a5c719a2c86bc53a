/// Where a model looks in one image when it gives its answer, and how sure it is.
public struct Explanation: Sendable {
  /// The place of the image in its dataset.
  public let image: Int
  /// Of each class, the softmax of the logits.
  public let probabilities: [Double]
  /// The class with the largest.
  public let predicted: Int
  /// The class that the map is of.
  public let explained: Int
  public let method: AttributionMethodKind
  /// height x width: the map upsampled to the image, between 0 and 1; nil where it has no positive value.
  public let map: [Float]?
  /// What the map shows, as far as the image has masks.
  package let measures: ImageMapMeasures?

  /// Share of the map inside the mask; nil without a mask, or without a map.
  public var inside: Double? { measures?.inside }
  /// That share over the mask's share of the image.
  public var lift: Double? { measures?.lift }
  /// Whether the map is largest inside the mask.
  public var isPointing: Bool? { measures?.isPointing }
}
