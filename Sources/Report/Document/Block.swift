/// A part of the report between two others. Every writer - page and Markdown - puts all of them down.
indirect enum Block {
  case heading(String)
  case paragraph(RichText)
  /// Smaller text that explains what is beside it.
  case note(RichText)
  /// Says that something is not there.
  case missing(String)
  case list([RichText])
  case table(Table)
  case figure(Figure)
  /// Folded away on the screen until it is asked for; always open in print.
  case details(summary: String, [Block])
  /// Text as it is, line by line.
  case preformatted(String)
}

/// A section of the report, with a heading of the second order.
struct Section {
  /// How important a section looks.
  enum Emphasis: String {
    case none
    /// What the study found.
    case answer
    /// What weakens it.
    case warning
  }

  /// Where links lead to; unique in the report.
  let id: String
  let title: String
  var emphasis = Emphasis.none
  /// Whether paper turns to a new page before it.
  var startsPage = false
  let blocks: [Block]
}

/// The whole report, before it becomes a page or Markdown.
struct Document {
  let title: String
  let subtitle: String
  let sections: [Section]

  /// Every figure, in order, those in folded parts too.
  var figures: [Figure] { sections.flatMap { Self.figures($0.blocks) } }

  private static func figures(_ blocks: [Block]) -> [Figure] {
    blocks.flatMap { block -> [Figure] in
      switch block {
      case .figure(let figure): [figure]
      case .details(_, let inner): figures(inner)
      default: []
      }
    }
  }
}
