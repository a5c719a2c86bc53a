/// Places equal dots beside each other where they would overlap, so that each model can be seen.
package struct Swarm {
  /// Distance from the middle across the axis of the values, one for each position.
  package let offsets: [Double]
  /// Of a dot, pixels: as large as asked for, or smaller where so many would not fit.
  package let diameter: Double

  /// - Parameters:
  ///   - positions: along the axis of the values, pixels.
  ///   - diameter: the largest that a dot may be.
  ///   - room: the farthest a dot may lie from the middle.
  package init(_ positions: [Double], diameter: Double, room: Double) {
    for factor in [1, 0.85, 0.7, 0.55] {
      if let offsets = Self.offsets(positions, diameter: diameter * factor, room: room) {
        self.offsets = offsets
        self.diameter = diameter * factor
        return
      }
    }
    // Far too many: small dots that overlap, spread evenly over the room in turn.
    self.diameter = diameter * 0.55
    offsets = positions.indices.map { room * (Double($0 % 21) - 10) / 10 }
  }

  /// Nil where there is no room for all.
  private static func offsets(_ positions: [Double], diameter: Double, room: Double) -> [Double]? {
    var offsets = [Double](repeating: 0, count: positions.count)
    var placed: [Int] = []
    // 0, +1, -1, +2, -2, ... thirds of a diameter: the free place nearest to the middle is taken.
    var candidates = [0.0]
    for offset in stride(from: diameter / 3, through: room, by: diameter / 3) { candidates += [offset, -offset] }
    let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    for index in order {
      let near = placed.filter { abs(positions[$0] - positions[index]) < diameter }
      let free = candidates.first { candidate in
        near.allSatisfy { other in
          let dx = offsets[other] - candidate
          let dy = positions[other] - positions[index]
          return dx * dx + dy * dy >= diameter * diameter * 0.98
        }
      }
      guard let free else { return nil }
      offsets[index] = free
      placed.append(index)
    }
    return offsets
  }
}
