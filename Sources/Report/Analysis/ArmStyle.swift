/// How an arm looks in every figure: a colour of the palette of Okabe and Ito, which colour-blind readers can tell apart, and a
/// shape, for print without colours.
struct ArmStyle: Sendable, Equatable {
  let color: String
  let shape: Shape

  enum Shape: CaseIterable, Sendable {
    case circle, triangle, square, diamond
  }

  private static let colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]

  init(index: Int) {
    color = Self.colors[index % Self.colors.count]
    shape = Shape.allCases[index % Shape.allCases.count]
  }

  /// One model as a mark of about `radius` pixels, filled or hollow, with a text that shows when the pointer rests on it.
  func mark(x: Double, y: Double, radius: Double = 3.2, filled: Bool = true, title: String) -> Markup {
    let fill = filled ? color : "#ffffff"
    let text = element("title") { title }
    if shape == .circle {
      return element(
        "circle",
        [
          "cx": NumberText.coordinate(x), "cy": NumberText.coordinate(y), "r": NumberText.coordinate(radius),
          "fill": fill, "stroke": color, "class": "mark",
        ]
      ) { text }
    }
    let points = outline(radius).map { "\(NumberText.coordinate(x + $0.0)),\(NumberText.coordinate(y + $0.1))" }
    return element(
      "polygon", ["points": points.joined(separator: " "), "fill": fill, "stroke": color, "class": "mark"]
    ) { text }
  }

  /// Corners around the centre, scaled so that all shapes look equally large.
  private func outline(_ radius: Double) -> [(Double, Double)] {
    switch shape {
    case .circle: []
    case .triangle: [(0, -1.2 * radius), (1.1 * radius, 0.85 * radius), (-1.1 * radius, 0.85 * radius)]
    case .square: [(-1, -1), (1, -1), (1, 1), (-1, 1)].map { ($0.0 * 0.9 * radius, $0.1 * 0.9 * radius) }
    case .diamond: [(0, -1.25 * radius), (1.25 * radius, 0), (0, 1.25 * radius), (-1.25 * radius, 0)]
    }
  }
}
