/// What the segmentation labels mean, and how the report colours them.
enum Anatomy {
  /// Labels 11 to 14: both cavities and both walls.
  static func isHeart(_ label: UInt8) -> Bool {
    (11...14).contains(label)
  }

  /// Parts in the order of the legend, each with the labels it gathers.
  static let parts: [(name: String, labels: [UInt8], color: RGB)] = [
    ("cavity", [11, 12], RGB(0x56, 0xB4, 0xE9)),
    ("heart wall", [13, 14], RGB(0x00, 0x72, 0xB2)),
    ("fat", [15], RGB(0xE6, 0x9F, 0x00)),
    ("sex marker", [16], RGB(0xCC, 0x79, 0xA7)),
  ]

  static let background = RGB(0xEE, 0xEE, 0xEE)

  /// The outline of the heart along the pixels' edges, as an SVG path in pixel units; empty where there is no heart.
  /// - Parameter labels: `height * width`, row by row.
  static func heartOutline(_ labels: [UInt8], width: Int, height: Int) -> String {
    func inside(_ row: Int, _ column: Int) -> Bool {
      guard (0..<height).contains(row), (0..<width).contains(column) else { return false }
      return isHeart(labels[row * width + column])
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
