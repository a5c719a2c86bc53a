/// The part of the loss that asks for the right place.
public struct HeatmapTerm: Codable, Sendable, Equatable {
  /// What is asked of the map.
  public var loss: HeatmapLossKind
  /// How the map is made: HiResCAM or Grad-CAM. Right for the right reasons takes the images' own gradient instead.
  public var method: AttributionMethodKind
  /// The convolutions whose maps are asked; empty for the last one. The losses of several are averaged.
  public var layers: [String]
  /// Whose logit the map explains.
  public var classChoice: ClassChoice
  /// Where the map is asked to lie.
  public var mask: MaskKind
  /// Factor of the heatmap part; the classification part has factor 1.
  public var weight: Double
  /// What the weight is drawn from, trial by trial; nil where all have the same. A trial's own arm holds the weight that it got.
  public var weightRange: WeightRange?

  /// A heatmap part of these choices.
  public init(
    loss: HeatmapLossKind, method: AttributionMethodKind, layers: [String] = [], classChoice: ClassChoice,
    mask: MaskKind = .inside, weight: Double, weightRange: WeightRange? = nil
  ) {
    self.loss = loss
    self.method = method
    self.layers = layers
    self.classChoice = classChoice
    self.mask = mask
    self.weight = weight
    self.weightRange = weightRange
  }
}

/// What a heatmap loss asks of the map.
public enum HeatmapLossKind: String, Codable, Sendable, CaseIterable {
  /// The paper's: the map divided by its maximum, averaged over the cells outside the mask.
  case paper
  /// The share of the positive map that lies outside the mask (Rao et al., 2023).
  case energy
  /// The mean distance of the map, divided by its largest magnitude, from the mask (Rao et al., 2023).
  case l1
  /// The mean of softplus(map) over the cells outside the mask (Draelos and Carin, 2020).
  case mask
  /// One less the Dice overlap of the map, divided by its maximum, with the mask.
  case dice
  /// The squared gradient of all log probabilities by the pixels outside the mask (Ross et al., 2017).
  case rightReasons = "right_reasons"
}

/// Where a heatmap loss asks the map to lie. All but the image's own mask are controls: a gain that they produce as well does not come from
/// knowing where to look.
public enum MaskKind: String, Codable, Sendable, CaseIterable {
  /// The image's own mask.
  case inside
  /// As many map cells as the mask covers, drawn anew for each image.
  case random
  /// The mask of another training image.
  case shuffled
  /// The whole image: nothing lies outside.
  case whole
  /// The image's own mask, moved by half the image's width and height, around its edges.
  case shifted
}

/// Whose logit the map explains.
public enum ClassChoice: String, Codable, Sendable, CaseIterable {
  /// The class that the image has: the default, and right from the first step on.
  case trueClass = "true"
  /// The class that the model holds most likely, as the paper's author had it.
  case predictedClass = "predicted"
}
