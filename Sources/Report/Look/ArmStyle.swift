/// How an arm looks in every figure: one of the palette's colours, and a shape, for print without colours. The style sheet has
/// the colours: `a0`, `a1`, ... with `fill` or `stroke`.
package struct ArmStyle: Sendable, Equatable {
  /// Position in the palette.
  let color: Int
  let shape: Shape

  enum Shape: CaseIterable, Sendable {
    case circle, triangle, square, diamond, downwards, pentagon
  }

  init(index: Int) {
    color = index % Palette.light.arms.count
    // A colour that comes again comes with another shape.
    shape = Shape.allCases[(index + index / Palette.light.arms.count) % Shape.allCases.count]
  }

  var fill: String { "a\(color) fill" }
  var stroke: String { "a\(color) stroke" }

  /// One model as a mark of about `radius` pixels, filled or hollow, with a text that shows when the pointer rests on it.
  func mark(x: Double, y: Double, radius: Double = 3.2, filled: Bool = true, title: String) -> Markup {
    let style = filled ? "mark a\(color) fill stroke" : "mark hollow a\(color) stroke"
    let text = element("title") { title }
    if shape == .circle {
      return element(
        "circle",
        [
          "cx": NumberText.coordinate(x), "cy": NumberText.coordinate(y), "r": NumberText.coordinate(radius),
          "class": style,
        ]
      ) { text }
    }
    let points = outline(radius).map { "\(NumberText.coordinate(x + $0.0)),\(NumberText.coordinate(y + $0.1))" }
    return element("polygon", ["points": points.joined(separator: " "), "class": style]) { text }
  }

  /// Corners around the centre, scaled so that all shapes look equally large.
  private func outline(_ radius: Double) -> [(Double, Double)] {
    let corners: [(Double, Double)] =
      switch shape {
      case .circle: []
      case .triangle: [(0, -1.2), (1.1, 0.85), (-1.1, 0.85)]
      case .downwards: [(0, 1.2), (1.1, -0.85), (-1.1, -0.85)]
      case .square: [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
      case .diamond: [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)]
      case .pentagon: [(0, -1.1), (1.05, -0.34), (0.65, 0.9), (-0.65, 0.9), (-1.05, -0.34)]
      }
    return corners.map { ($0.0 * radius, $0.1 * radius) }
  }

  /// A line of an arm that is drawn through points.
  func path(_ points: [(Double, Double)], style: String, title: String) -> Markup {
    let text = points.map { "\(NumberText.coordinate($0.0)) \(NumberText.coordinate($0.1))" }.joined(separator: "L")
    return element("path", ["d": "M\(text)", "class": "\(style) \(stroke)"]) { element("title") { title } }
  }

  /// Where a failed trial would have been.
  func cross(x: Double, y: Double, title: String) -> Markup {
    element(
      "path",
      [
        "d": "M\(NumberText.coordinate(x - 3)) \(NumberText.coordinate(y - 3))l6 6m0 -6l-6 6",
        "class": "cross \(stroke)",
      ]
    ) { element("title") { title } }
  }
}
