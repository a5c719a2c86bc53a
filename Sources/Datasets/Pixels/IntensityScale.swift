/// The numbers that become black and white.
struct IntensityScale: Equatable {
  var black: Double
  var white: Double

  /// The scale of a stack.
  /// - Parameter scaling: nil for what suits the stack's kind.
  init(_ scaling: IntensityScaling?, _ stack: PixelStack) {
    switch scaling ?? (stack.kind == .bytes ? .full : .percentiles(low: 0.5, high: 99.5)) {
    case .full:
      switch stack.kind {
      case .bytes: (black, white) = (0, 255)
      case .words: (black, white) = (0, 65_535)
      case .other:
        let bounds = Self.bounds(stack)
        (black, white) = (Double(bounds.lowest), Double(bounds.highest))
      }
    case .percentiles(let low, let high):
      let ranks = IntensityRanks(stack.planes)
      (black, white) = (ranks.percentile(low), ranks.percentile(high))
    case .range(let low, let high): (black, white) = (low, high)
    }
  }

  /// 0 for black, 1 for white. Where both are one number, what lies above it is white.
  func apply(_ value: Float) -> Float {
    guard white > black else { return Double(value) > black ? 1 : 0 }
    return Float(min(max((Double(value) - black) / (white - black), 0), 1))
  }

  /// The least and the greatest number of a stack.
  static func bounds(_ stack: PixelStack) -> (lowest: Float, highest: Float) {
    stack.planes.reduce((.infinity, -.infinity)) { bounds, plane in
      (min(bounds.0, plane.min() ?? .infinity), max(bounds.1, plane.max() ?? -.infinity))
    }
  }
}
