/// The pointing game (Zhang et al., 2016): whether a map's maximum lies in a region. Of equal maxima the first in reading order
/// counts.
public enum PointingGame {
  /// - Parameters:
  ///   - map: nil where the map has no positive value.
  ///   - region: whether each pixel belongs to it.
  /// - Returns: whether the upsampled map's largest pixel is inside, or nil without a map.
  public static func isHit(_ map: UpsampledMap?, region: [Bool]) -> Bool? {
    guard let map else { return nil }
    precondition(map.pixels.count == region.count, "a region has a value for each pixel")
    var best = 0
    for pixel in map.pixels.indices where map.pixels[pixel] > map.pixels[best] { best = pixel }
    return region[best]
  }
}
