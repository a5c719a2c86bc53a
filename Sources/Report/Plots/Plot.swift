/// The frame of a chart: its size, the margins around the plotting area, and the axes.
struct Plot {
  var width: Double
  var height: Double
  var left = 60.0
  var right = 16.0
  var top = 30.0
  var bottom = 42.0

  var xRange: (start: Double, end: Double) { (left, width - right) }
  /// Upwards: the start is the lower end.
  var yRange: (start: Double, end: Double) { (height - bottom, top) }

  /// - Parameters:
  ///   - title: written above the plotting area.
  ///   - description: what the chart shows, for readers who cannot see it.
  func svg(title: String, description: String, @MarkupBuilder content: () -> Markup) -> Markup {
    element(
      "svg",
      [
        "viewBox": "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))",
        "width": NumberText.coordinate(width), "height": NumberText.coordinate(height),
        "role": "img", "class": "plot", "aria-label": "\(title). \(description)",
      ]
    ) {
      Plot.text(title, x: left, y: 16, anchor: "start", style: "plot-title")
      content()
    }
  }

  /// Horizontal grid lines with labels on the left, and the axis's title turned by a quarter.
  func yAxis(_ scale: Scale, title: String) -> Markup {
    group {
      for tick in scale.ticks {
        let y = scale.position(tick.value)
        Plot.line(from: (left, y), to: (width - right, y), style: "grid")
        Plot.text(tick.label, x: left - 6, y: y + 3.8, anchor: "end")
      }
      let middle = (scale.start + scale.end) / 2
      element(
        "text",
        [
          "transform": "translate(13 \(NumberText.coordinate(middle))) rotate(-90)", "text-anchor": "middle",
          "class": "axis-title",
        ]
      ) { title }
    }
  }

  /// The line below the plotting area with its ticks, labels and title.
  func xAxis(_ scale: Scale, title: String) -> Markup {
    group {
      baseline
      for tick in scale.ticks {
        let x = scale.position(tick.value)
        Plot.line(from: (x, height - bottom), to: (x, height - bottom + 4), style: "axis")
        Plot.text(tick.label, x: x, y: height - bottom + 16, anchor: "middle")
      }
      Plot.text(title, x: (left + width - right) / 2, y: height - 6, anchor: "middle", style: "axis-title")
    }
  }

  var baseline: Markup {
    Plot.line(from: (left, height - bottom), to: (width - right, height - bottom), style: "axis")
  }

  static func line(from: (Double, Double), to: (Double, Double), style: String, color: String? = nil) -> Markup {
    let (x1, y1) = (NumberText.coordinate(from.0), NumberText.coordinate(from.1))
    let (x2, y2) = (NumberText.coordinate(to.0), NumberText.coordinate(to.1))
    if let color {
      return element("line", ["x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": style, "stroke": color])
    }
    return element("line", ["x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": style])
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String, style: String = "tick") -> Markup {
    element(
      "text",
      ["x": NumberText.coordinate(x), "y": NumberText.coordinate(y), "text-anchor": anchor, "class": style]
    ) { text }
  }

  /// A name cut to the room it has; the full one belongs in a title or a table.
  static func shortened(_ name: String, to length: Int) -> String {
    name.count <= length ? name : name.prefix(max(1, length - 1)) + "…"
  }
}
