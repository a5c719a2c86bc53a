/// The frame of a chart: its size, the margins around the plotting area, and the axes.
struct Plot {
  /// A panel of which three fill a line of a laptop's screen, and one a phone's.
  static let usualWidth = 352.0

  var width = Plot.usualWidth
  var height: Double
  var left = 58.0
  var right = 20.0
  var top = 32.0
  var bottom = 42.0

  var xRange: (start: Double, end: Double) { (left, width - right) }
  /// Upwards: the start is the lower end.
  var yRange: (start: Double, end: Double) { (height - bottom, top) }

  /// - Parameters:
  ///   - title: written above the plotting area, cut to the width; whole in what screen readers say.
  ///   - description: what the chart shows, for readers who cannot see it.
  func panel(title: String, description: String, @MarkupBuilder content: () -> Markup) -> Panel {
    let drawing = group {
      Plot.text(
        Plot.shortened(title, toWidth: width - 8, size: 13.5), x: 4, y: 16, anchor: "start", style: "panel-title")
      content()
    }
    return Panel(title: title, description: description, width: width, height: height, content: drawing)
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
      for tick in labelled(scale) {
        let x = scale.position(tick.value)
        Plot.line(from: (x, height - bottom), to: (x, height - bottom + 4), style: "axis")
        Plot.text(tick.label, x: x, y: height - bottom + 16, anchor: "middle")
      }
      Plot.text(
        Plot.shortened(title, toWidth: width - left, size: 11.5), x: (left + width - right) / 2, y: height - 7,
        anchor: "middle", style: "axis-title")
    }
  }

  /// Vertical grid lines over the plotting area.
  func verticalGrid(_ scale: Scale) -> Markup {
    group {
      for tick in scale.ticks {
        let x = scale.position(tick.value)
        Plot.line(from: (x, top), to: (x, height - bottom), style: "grid")
      }
    }
  }

  /// Every tick, or every second, third, ...: as many as have room for their labels.
  private func labelled(_ scale: Scale) -> [Scale.Tick] {
    let ticks = scale.ticks
    for step in 1...max(ticks.count, 1) {
      let shown = ticks.enumerated().filter { $0.offset % step == 0 }.map(\.element)
      let places = shown.map { tick in
        (middle: scale.position(tick.value), half: Plot.textWidth(tick.label, size: 11.5) / 2)
      }
      let isRoomy = zip(places, places.dropFirst()).allSatisfy { $0.middle + $0.half + 4 <= $1.middle - $1.half }
      if isRoomy { return zip(shown, places).filter { $0.1.middle + $0.1.half <= width }.map(\.0) }
    }
    return []
  }

  var baseline: Markup {
    Plot.line(from: (left, height - bottom), to: (width - right, height - bottom), style: "axis")
  }

  static func line(from: (Double, Double), to: (Double, Double), style: String) -> Markup {
    element(
      "line",
      [
        "x1": NumberText.coordinate(from.0), "y1": NumberText.coordinate(from.1), "x2": NumberText.coordinate(to.0),
        "y2": NumberText.coordinate(to.1), "class": style,
      ])
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String, style: String = "tick") -> Markup {
    element(
      "text",
      ["x": NumberText.coordinate(x), "y": NumberText.coordinate(y), "text-anchor": anchor, "class": style]
    ) { text }
  }

  /// The name of an arm at the left of its row, cut to the margin; the full one shows when the pointer rests on it.
  func rowLabel(_ arm: ArmAnalysis, y: Double) -> Markup {
    group {
      arm.style.mark(x: 9, y: y, radius: 4, title: arm.name)
      element("text", ["x": "18", "y": NumberText.coordinate(y + 4), "class": "row-label"]) {
        Plot.shortened(arm.name, toWidth: left - 24, size: 11.5)
        element("title") { arm.name }
      }
    }
  }

  /// The margin that the arms' names need, at most a third of a panel.
  static func labelMargin(_ arms: [ArmAnalysis]) -> Double {
    min(max(arms.map { textWidth($0.name, size: 11.5) }.max() ?? 0, 30) + 30, 136)
  }

  /// Pixels that a text takes at most in the fonts that browsers choose.
  static func textWidth(_ text: String, size: Double) -> Double {
    Double(text.count) * size * 0.6
  }

  /// A text cut to the room it has; the full one belongs in a title or a table.
  static func shortened(_ text: String, toWidth width: Double, size: Double) -> String {
    let length = Int(width / (size * 0.6))
    return text.count <= length ? text : text.prefix(max(1, length - 1)) + "…"
  }
}
