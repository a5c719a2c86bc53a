/// Intersection over union (Jaccard, 1912) of a region and the pixels where a map, scaled by its maximum and upsampled, reaches a
/// threshold.
public enum IntersectionOverUnion {
  /// - Parameters:
  ///   - map: nil where the map has no positive value.
  ///   - region: whether each pixel belongs to it.
  ///   - threshold: a share of the map's maximum, above 0 and at most 1.
  /// - Returns: between 0 and 1, or nil without a map. With an empty region, 0.
  public static func of(_ map: UpsampledMap?, region: [Bool], threshold: Float) -> Double? {
    precondition(threshold > 0 && threshold <= 1, "a threshold is above 0 and at most 1")
    guard let map else { return nil }
    precondition(map.pixels.count == region.count, "a region has a value for each pixel")
    var (both, either) = (0, 0)
    for (value, isInside) in zip(map.pixels, region) {
      let isAbove = value >= threshold
      both += isAbove && isInside ? 1 : 0
      either += isAbove || isInside ? 1 : 0
    }
    // A map that peaks between pixels may reach no high threshold anywhere, and the region may be empty as well.
    return either > 0 ? Double(both) / Double(either) : 0
  }
}
