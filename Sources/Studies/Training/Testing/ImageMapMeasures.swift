import Attribution
import Images

/// What one map shows on one image; `MapMeasures` has the meaning of each. What needs a region that the image has not is nil.
package struct ImageMapMeasures: Sendable {
  package var inside: Double?
  package var onFat: Double?
  package var onMarker: Double?
  package var outside: Double?
  package var lift: Double?
  package var iou: Double?
  package var isPointing: Bool?
  package var deletion: Double?
  package var insertion: Double?

  /// - Parameter threshold: for the intersection over union; nil where none could be tuned.
  package init(_ map: UpsampledMap, _ masks: ImageMasks, threshold: Float?) {
    onFat = masks.fat.map { map.share(in: $0) }
    onMarker = masks.marker.map { map.share(in: $0) }
    guard let mask = masks.inside else { return }
    let share = map.share(in: mask)
    inside = share
    outside = max(0, 1 - share - (onFat ?? 0) - (onMarker ?? 0))
    let area = Double(mask.count { $0 }) / Double(mask.count)
    lift = area > 0 ? share / area : nil
    iou = threshold.flatMap { IntersectionOverUnion.of(map, region: mask, threshold: $0) }
    isPointing = PointingGame.isHit(map, region: mask) ?? false
  }
}

/// Which pixels of an image belong to each region.
package struct ImageMasks: Sendable {
  /// Nil for an image without mask.
  package let inside: [Bool]?
  /// Nil where no image of the dataset has any.
  package let fat: [Bool]?
  /// Nil where the image shows no marker.
  package let marker: [Bool]?

  package init(inside: [Bool]?, fat: [Bool]?, marker: [Bool]?) {
    (self.inside, self.fat, self.marker) = (inside, fat, marker)
  }

  package init(_ images: ImageDataset, image: Int) {
    guard images.hasMask[image] else {
      self.init(inside: nil, fat: nil, marker: nil)
      return
    }
    let marker = images.mask(of: .marker, image: image)
    self.init(
      inside: images.mask(of: .inside, image: image),
      fat: images.format.regions.contains(.fat) ? images.mask(of: .fat, image: image) : nil,
      marker: marker.contains(true) ? marker : nil)
  }
}
