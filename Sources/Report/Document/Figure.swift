/// A numbered figure: panels side by side, what they show in words, and their numbers.
struct Figure {
  /// Of its files, without extension; unique in the report.
  let name: String
  let title: String
  let caption: RichText
  /// The arms whose marks a reader has to know.
  var legend: [ArmAnalysis] = []
  let panels: [Panel]
  let data: DataTable
}

/// One drawing of a figure.
struct Panel {
  /// What it shows, as the reader sees it above the drawing.
  let title: String
  /// The same for readers who cannot see it, with the most important numbers.
  let description: String
  /// Pixels at natural size.
  let width: Double
  let height: Double
  /// SVG elements, the title included.
  let content: Markup

  /// With the attributes that only an embedded or only a page's drawing has.
  func svg(_ attributes: [(String, String)] = []) -> Markup {
    let size = [
      ("viewBox", "0 0 \(NumberText.coordinate(width)) \(NumberText.coordinate(height))"),
      ("width", NumberText.coordinate(width)), ("height", NumberText.coordinate(height)), ("role", "img"),
      ("class", width > 400 ? "plot wide" : width < 300 ? "plot narrow" : "plot"),
    ]
    return element("svg", attributes: size + attributes) {
      element("title") { title }
      element("desc") { description }
      content
    }
  }
}
