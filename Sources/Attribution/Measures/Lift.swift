/// A region's energy share over its share of the image's area: 1 where a map does not care, 2 where the region has twice its due.
public enum Lift {
  /// - Parameters:
  ///   - map: the cells' values; negative ones count as 0.
  ///   - region: for each cell, how much of it lands in the region (`BilinearUpsampling.weights`).
  ///   - total: the same for the whole image.
  /// - Returns: 0 or more, or nil where no value is positive or the region is empty.
  public static func of(_ map: some Sequence<Float>, region: [Float], total: [Float]) -> Double? {
    let (area, whole) = (sum(region), sum(total))
    guard area > 0, let share = EnergyShare.of(map, region: region, total: total) else { return nil }
    return share * whole / area
  }

  private static func sum(_ values: [Float]) -> Double { values.reduce(0) { $0 + Double($1) } }
}
