import Images

/// The colours of the parts that segmentations tell apart.
package struct MaskColors {
  /// Of the background and the segments, in the order of the format.
  let palette: [RGB]
  /// For each code its place in the palette; 0 for the background.
  let index: [UInt8]
  private let format: ImageFormat

  /// Colours that readers with any colour vision can tell apart (Okabe and Ito, 2008): blues inside the mask, orange the fat,
  /// purple the marker, gray all else.
  init(_ format: ImageFormat) {
    self.format = format
    var index = [UInt8](repeating: 0, count: 256)
    var palette = [Self.background]
    var blues = 0
    for segment in format.segments {
      let color: RGB =
        switch segment.region {
        case .inside: Self.blues[blues % Self.blues.count]
        case .fat: RGB(0xE6, 0x9F, 0x00)
        case .marker: RGB(0xCC, 0x79, 0xA7)
        case nil: RGB(0x99, 0x99, 0x99)
        }
      if segment.region == .inside { blues += 1 }
      index[Int(segment.code)] = UInt8(min(palette.count, 255))
      if palette.count < 256 { palette.append(color) }
    }
    (self.palette, self.index) = (palette, index)
  }

  private static let blues = [
    RGB(0x56, 0xB4, 0xE9), RGB(0x56, 0xB4, 0xE9), RGB(0x00, 0x72, 0xB2), RGB(0x00, 0x72, 0xB2),
  ]
  private static let background = RGB(0xEE, 0xEE, 0xEE)

  /// The parts that an image shows, in the order of the format.
  func names(in labels: [UInt8]) -> [String] {
    let shown = Set(labels)
    return format.segments.filter { shown.contains($0.code) }.map(\.name)
  }

  /// The outline of the mask along the pixels' edges, as an SVG path in pixel units; empty where there is no mask.
  /// - Parameter labels: height x width.
  package static func insideOutline(_ labels: [UInt8], _ format: ImageFormat) -> String {
    let (height, width) = (format.height, format.width)
    let isInside = format.membership(of: .inside)
    func inside(_ row: Int, _ column: Int) -> Bool {
      guard (0..<height).contains(row), (0..<width).contains(column) else { return false }
      return isInside[Int(labels[row * width + column])]
    }
    var path = ""
    for row in 0...height {
      for run in runs(width, where: { inside(row - 1, $0) != inside(row, $0) }) {
        path += "M\(run.lowerBound) \(row)h\(run.count)"
      }
    }
    for column in 0...width {
      for run in runs(height, where: { inside($0, column - 1) != inside($0, column) }) {
        path += "M\(column) \(run.lowerBound)v\(run.count)"
      }
    }
    return path
  }

  /// The longest stretches of 0..<count in which every number satisfies the condition.
  private static func runs(_ count: Int, where condition: (Int) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for index in 0...count {
      if index < count && condition(index) {
        start = start ?? index
      } else if let first = start {
        found.append(first..<index)
        start = nil
      }
    }
    return found
  }
}
