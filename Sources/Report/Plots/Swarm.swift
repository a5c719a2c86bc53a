/// Places equal dots beside each other where they would overlap, so that each model can be seen.
enum Swarm {
  /// - Parameters:
  ///   - positions: along the axis of the values, pixels.
  ///   - diameter: of a dot, pixels.
  ///   - room: the farthest a dot may lie from the middle; beyond it dots overlap after all.
  /// - Returns: the offset from the middle across the axis, one for each position.
  static func offsets(_ positions: [Double], diameter: Double, room: Double) -> [Double] {
    var offsets = [Double](repeating: 0, count: positions.count)
    var placed: [Int] = []
    let steps = max(1, Int(room / (diameter / 2)))
    // 0, +1, -1, +2, -2, ... half diameters: the nearest free place to the middle.
    var candidates = [0.0]
    for step in 1...steps {
      let offset = Double(step) * diameter / 2
      candidates += [offset, -offset]
    }
    let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
    for index in order {
      let near = placed.filter { abs(positions[$0] - positions[index]) < diameter }
      let free = candidates.first { candidate in
        near.allSatisfy { other in
          let (dx, dy) = (offsets[other] - candidate, positions[other] - positions[index])
          return dx * dx + dy * dy >= diameter * diameter * 0.98
        }
      }
      // Where all is full, dots are spread over the room in turn.
      offsets[index] = free ?? candidates[placed.count % candidates.count]
      placed.append(index)
    }
    return offsets
  }
}
