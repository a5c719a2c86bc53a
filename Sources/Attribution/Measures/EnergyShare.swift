/// The share of a map's positive sum, upsampled to the image, that lies in a region.
public enum EnergyShare {
  /// - Parameters:
  ///   - map: the cells' values; negative ones count as 0.
  ///   - region: for each cell, how much of it lands in the region (`BilinearUpsampling.weights`).
  ///   - total: the same for the whole image.
  /// - Returns: between 0 and 1, or nil where no value is positive.
  public static func of(_ map: some Sequence<Float>, region: [Float], total: [Float]) -> Double? {
    var (inside, sum) = (0.0, 0.0)
    for (cell, value) in map.enumerated() where value > 0 {
      inside += Double(value) * Double(region[cell])
      sum += Double(value) * Double(total[cell])
    }
    return sum > 0 && sum.isFinite ? inside / sum : nil
  }
}
