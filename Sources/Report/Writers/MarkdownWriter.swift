/// The report as Markdown (GitHub's flavour): the same content, figures as links to their files.
struct MarkdownWriter {
  private var figures = 0
  private var tables = 0

  static func write(_ document: Document) -> String {
    var writer = MarkdownWriter()
    let sections = document.sections.map { section in
      (["## \(escape(section.title))"] + section.blocks.map { writer.write($0) }).joined(separator: "\n\n")
    }
    return (["# \(escape(document.title))", escape(document.subtitle)] + sections).joined(separator: "\n\n") + "\n"
  }

  private mutating func write(_ block: Block) -> String {
    switch block {
    case .heading(let title): return "### \(Self.escape(title))"
    case .paragraph(let text), .note(let text): return text.markdown
    case .missing(let text): return "*\(Self.escape(text))*"
    case .list(let items): return items.map { "- \($0.markdown)" }.joined(separator: "\n")
    case .table(let table): return write(table)
    case .figure(let figure): return write(figure)
    case .details(let summary, let blocks):
      let inner = blocks.map { write($0) }.joined(separator: "\n\n")
      return "<details>\n<summary>\(Markup.escape(summary))</summary>\n\n\(inner)\n\n</details>"
    case .preformatted(let text): return Self.fenced(text)
    }
  }

  private mutating func write(_ table: Table) -> String {
    tables += 1
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    let heading = [
      line(table.columns.map { Self.escape($0.title) }), line(table.columns.map { $0.isNumeric ? "---:" : "---" }),
    ]
    let rows = table.rows.map { line($0.map(\.markdown)) }
    let explanations = table.explanations.map { "\n\n\(Self.escape($0))" } ?? ""
    return "**Table \(tables).** \(table.caption.markdown)\n\n" + (heading + rows).joined(separator: "\n")
      + explanations
  }

  private mutating func write(_ figure: Figure) -> String {
    figures += 1
    let files = "figures/\(figure.name)"
    return "![\(Self.escape(figure.title))](\(files).svg)\n\n**Figure \(figures).** \(figure.caption.markdown) "
      + "[Data](\(files).csv)."
  }

  /// More backticks than the text has in a row, so that it cannot end the block.
  private static func fenced(_ text: String) -> String {
    var (longest, run) = (0, 0)
    for character in text.unicodeScalars {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  /// Text that Markdown, or HTML in it, would read as markup becomes text; line breaks become spaces.
  static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", ">", "|", "#", "~", "&": escaped.append(contentsOf: ["\\", scalar])
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped.append(" ")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

extension RichText {
  fileprivate var markdown: String {
    parts.map { part in
      switch part {
      case .plain(let text), .soft(let text): MarkdownWriter.escape(text)
      case .strong(let text), .marked(let text): "**\(MarkdownWriter.escape(text.trimmingSpaces))** "
      case .code(let text): text.contains("`") ? MarkdownWriter.escape(text) : "`\(text)`"
      case .arm(let name, _): MarkdownWriter.escape(name)
      }
    }.joined().trimmingSpaces
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
