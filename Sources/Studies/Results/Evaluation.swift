/// What a model does on a set of images.
public struct Evaluation: Codable, Sendable, Equatable {
  /// How many images that were.
  public var images: Int
  /// Share of them that is classified rightly, 0...1.
  public var accuracy: Double
  /// Of the classification part of the arm's loss.
  public var loss: Double
  /// What the maps of each method show; methods that the experiment does not measure with are missing.
  public var maps: [AttributionMethodKind: MapMeasures]

  /// An evaluation of these parts.
  public init(images: Int, accuracy: Double, loss: Double, maps: [AttributionMethodKind: MapMeasures]) {
    self.images = images
    self.accuracy = accuracy
    self.loss = loss
    self.maps = maps
  }

  /// What the maps of one method show.
  public subscript(method: AttributionMethodKind) -> MapMeasures? {
    get { maps[method] }
    set { maps[method] = newValue }
  }
}

/// What the attribution maps of one method show on a set of images: each map with its negative values set to 0 and upsampled
/// bilinearly to the image, measured, and the measures averaged over images.
///
/// An image whose map has no positive value has no measure and is counted in `undefined`. A measure is nil where no image has it.
public struct MapMeasures: Codable, Sendable, Equatable {
  /// Share of the map's sum inside the mask, 0...1.
  public var inside: Double?
  /// Share on the body fat, 0...1.
  public var onFat: Double?
  /// Share on the marker, over the images that show one.
  public var onMarker: Double?
  /// Share on nothing: neither inside the mask nor on another region.
  public var outside: Double?
  /// The share inside the mask over the mask's share of the image's area: 1 for a map that is the same everywhere.
  public var lift: Double?
  /// Intersection over union of the mask and the pixels where the map reaches the trial's threshold (`TrialResult.thresholds`).
  public var iou: Double?
  /// Share of the images where the map's largest value lies inside the mask (Zhang et al., 2018).
  public var pointing: Double?
  /// Area under the probability of the class while pixels are removed, the map's largest first (Petsiuk et al., 2018).
  public var deletion: Double?
  /// The same while they are put into an empty image.
  public var insertion: Double?
  /// Images that were measured or found undefined; costly methods take the first images of each class alone.
  public var images: Int
  /// Images whose map has no positive value.
  public var undefined: Int

  /// Measures of these values.
  public init(
    inside: Double? = nil, onFat: Double? = nil, onMarker: Double? = nil, outside: Double? = nil, lift: Double? = nil,
    iou: Double? = nil, pointing: Double? = nil, deletion: Double? = nil, insertion: Double? = nil, images: Int = 0,
    undefined: Int = 0
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
    self.images = images
    self.undefined = undefined
  }
}
