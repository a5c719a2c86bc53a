import Attribution
import CardiacMRI

/// What one map shows on one image; `MapMeasures` has the meaning of each.
package struct ImageMapMeasures: Sendable {
  package var inHeart: Double
  package var onFat: Double
  /// Nil where the image shows no marker.
  package var onMarker: Double?
  package var outside: Double
  package var lift: Double?
  package var iou: Double?
  package var isPointing: Bool
  package var deletion: Double?
  package var insertion: Double?

  /// - Parameter threshold: for the intersection over union; nil where none could be tuned.
  package init(_ map: UpsampledMap, _ masks: ImageMasks, threshold: Float?) {
    inHeart = map.share(in: masks.heart)
    onFat = map.share(in: masks.fat)
    onMarker = masks.marker.map { map.share(in: $0) }
    outside = max(0, 1 - inHeart - onFat - (onMarker ?? 0))
    let area = Double(masks.heart.count { $0 }) / Double(masks.heart.count)
    lift = area > 0 ? inHeart / area : nil
    iou = threshold.flatMap { IntersectionOverUnion.of(map, region: masks.heart, threshold: $0) }
    isPointing = PointingGame.isHit(map, region: masks.heart) ?? false
  }
}

/// Which pixels of an image belong to each region.
package struct ImageMasks: Sendable {
  package let heart: [Bool]
  package let fat: [Bool]
  /// Nil where the image shows no marker.
  package let marker: [Bool]?

  package init(heart: [Bool], fat: [Bool], marker: [Bool]?) {
    (self.heart, self.fat, self.marker) = (heart, fat, marker)
  }

  package init(_ images: ImageDataset, image: Int) {
    let marker = images.mask(of: .marker, image: image)
    self.init(
      heart: images.mask(of: .heart, image: image), fat: images.mask(of: .fat, image: image),
      marker: marker.contains(true) ? marker : nil)
  }
}
