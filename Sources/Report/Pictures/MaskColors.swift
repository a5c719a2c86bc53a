import CardiacMRI

/// What the segmentation labels mean, and how the report colours them.
package enum MaskColors {
  /// Parts in the order of the legend, each with the tissues it gathers.
  static let parts: [(name: String, tissues: [Tissue], color: RGB)] = [
    ("cavity", [.leftCavity, .rightCavity], RGB(0x56, 0xB4, 0xE9)),
    ("heart wall", [.leftMyocardium, .rightMyocardium], RGB(0x00, 0x72, 0xB2)),
    ("fat", [.fat], RGB(0xE6, 0x9F, 0x00)),
    ("marker", [.marker], RGB(0xCC, 0x79, 0xA7)),
  ]

  /// The position in `parts` of what a label means; nil for the background.
  static func part(of label: UInt8) -> Int? {
    Tissue(rawValue: label).flatMap { tissue in parts.firstIndex { $0.tissues.contains(tissue) } }
  }

  static let background = RGB(0xEE, 0xEE, 0xEE)

  /// The outline of the heart along the pixels' edges, as an SVG path in pixel units; empty where there is no heart.
  /// - Parameter labels: `height * width`, row by row.
  package static func heartOutline(_ labels: [UInt8], width: Int, height: Int) -> String {
    func inside(_ row: Int, _ column: Int) -> Bool {
      guard (0..<height).contains(row), (0..<width).contains(column) else { return false }
      return Region.heart.contains(label: labels[row * width + column])
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
