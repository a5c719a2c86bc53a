/// A colour of 8 bits a channel.
package struct RGB: Sendable, Equatable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#RRGGBB`.
  package var css: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }
}

/// A perceptually uniform scale from black over violet and orange to light yellow: matplotlib's "inferno" (S. van der Walt and
/// N. Smith), at nine of its points and linear in between. It stays in order for colour-blind readers and in grey print.
package enum ColorMap {
  private static let stops = [
    RGB(0x00, 0x00, 0x04), RGB(0x1F, 0x0C, 0x48), RGB(0x55, 0x0F, 0x6D), RGB(0x88, 0x22, 0x6A), RGB(0xBC, 0x37, 0x54),
    RGB(0xE3, 0x59, 0x33), RGB(0xF9, 0x8E, 0x09), RGB(0xF9, 0xC9, 0x32), RGB(0xFC, 0xFF, 0xA4),
  ]

  /// - Parameter value: 0 (cold) to 1 (hot); what lies outside is clamped, NaN counts as 0.
  package static func color(_ value: Float) -> RGB {
    let clamped = value > 0 ? min(value, 1) : 0
    let position = clamped * Float(stops.count - 1)
    let lower = min(Int(position), stops.count - 2)
    let fraction = position - Float(lower)
    let (start, end) = (stops[lower], stops[lower + 1])
    return RGB(
      blend(start.red, end.red, fraction), blend(start.green, end.green, fraction),
      blend(start.blue, end.blue, fraction))
  }

  /// `fraction` 0 gives `start`, 1 gives `end`.
  static func blend(_ start: UInt8, _ end: UInt8, _ fraction: Float) -> UInt8 {
    UInt8((Float(start) + (Float(end) - Float(start)) * fraction).rounded())
  }
}
