/// A figure as a file of its own, with its panels side by side, on white ground and with every style that it needs.
struct SVGFile {
  let figure: Figure

  private static let gap = 14.0
  private static let largestWidth = 1120.0

  func svg() -> String {
    var (x, y, lineHeight, width) = (0.0, legendHeight, 0.0, 0.0)
    var placed: [Markup] = []
    for panel in figure.panels {
      if x > 0, x + panel.width > Self.largestWidth { (x, y, lineHeight) = (0, y + lineHeight + Self.gap, 0) }
      placed.append(panel.svg([("x", NumberText.coordinate(x)), ("y", NumberText.coordinate(y))]))
      x += panel.width + Self.gap
      width = max(width, x - Self.gap)
      lineHeight = max(lineHeight, panel.height)
    }
    width = max(width, legend.width)
    let height = y + lineHeight
    let size = (NumberText.coordinate(width), NumberText.coordinate(height))
    let drawing = element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(size.0) \(size.1)", "width": size.0, "height": size.1,
        "role": "img", "class": "plot",
      ]
    ) {
      element("title") { figure.title }
      element("desc") { figure.caption.plain }
      element("style") { Markup(source: FigureStyle.css(.light)) }
      element("rect", ["width": "100%", "height": "100%", "fill": Palette.light.paper.css])
      legend.markup
      placed
    }
    return drawing.source + "\n"
  }

  private var legendHeight: Double { figure.legend.isEmpty ? 0 : legend.height }

  /// The arms' marks and names in lines.
  private var legend: (markup: Markup, width: Double, height: Double) {
    var (x, y, width) = (8.0, 14.0, 0.0)
    var keys: [Markup] = []
    for arm in figure.legend {
      let needed = Plot.textWidth(arm.name, size: 11.5) + 36
      if x > 8, x + needed > Self.largestWidth { (x, y) = (8, y + 20) }
      keys.append(arm.style.mark(x: x + 4, y: y - 4, radius: 4.5, title: arm.name))
      keys.append(Plot.text(arm.name, x: x + 14, y: y, anchor: "start", style: "label"))
      x += needed
      width = max(width, min(x, Self.largestWidth))
    }
    return (group { keys }, width, figure.legend.isEmpty ? 0 : y + 10)
  }
}
