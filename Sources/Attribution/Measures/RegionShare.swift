extension UpsampledMap {
  /// The share of the map's sum that lies in a region.
  ///
  /// - Parameter region: whether each pixel belongs to it.
  /// - Returns: between 0 and 1.
  public func share(in region: [Bool]) -> Double {
    precondition(pixels.count == region.count, "a region has a value for each pixel")
    var (inside, total) = (0.0, 0.0)
    for (value, isInside) in zip(pixels, region) {
      total += Double(value)
      if isInside { inside += Double(value) }
    }
    // A maximum between pixels may leave none of them above 0 only where the grid is finer than the image, which it never is.
    return total > 0 ? inside / total : 0
  }
}
