import Images

/// Pictures of one size in a grid, each with a line of text below it, as one panel.
struct PictureGrid {
  struct Item {
    /// A data URI.
    let source: String
    /// The heart's outline as a path in pixels; empty for none.
    var outline = ""
    let label: String
    /// What it shows, for readers who cannot see it.
    let description: String
  }

  let title: String
  let format: ImageFormat
  let items: [Item]
  var columns = 2
  /// Pixels of a picture at natural size: of panels with two columns four fill a line, of those with three columns three.
  var pictureWidth = 127.0

  private static let gap = 6.0
  private static let labelHeight = 18.0

  var panel: Panel {
    let (width, height) = (pictureWidth, pictureHeight)
    let rows = (items.count + columns - 1) / max(columns, 1)
    let plot = Plot(
      width: Double(columns) * (width + Self.gap),
      height: 26 + Double(rows) * (height + Self.labelHeight + Self.gap))
    return plot.panel(title: title, description: items.map(\.description).joined(separator: "; ") + ".") {
      for (index, item) in items.enumerated() {
        draw(
          item, x: Self.gap / 2 + Double(index % columns) * (width + Self.gap),
          y: 26 + Double(index / columns) * (height + Self.labelHeight + Self.gap))
      }
    }
  }

  private var pictureHeight: Double { pictureWidth * Double(format.height) / Double(format.width) }

  private func draw(_ item: Item, x: Double, y: Double) -> Markup {
    let (width, height) = (Double(format.width), Double(format.height))
    let place = "translate(\(NumberText.coordinate(x)) \(NumberText.coordinate(y)))"
    return group {
      element("g", ["transform": "\(place) scale(\(pictureWidth / width))"]) {
        element(
          "image",
          [
            "href": item.source, "width": NumberText.coordinate(width), "height": NumberText.coordinate(height),
          ])
        if !item.outline.isEmpty { element("path", ["d": item.outline, "class": "outline"]) }
      }
      Plot.text(
        Plot.shortened(item.label, toWidth: pictureWidth + 8, size: 11.5), x: x, y: y + pictureHeight + 13,
        anchor: "start",
        style: "label")
    }
  }
}
