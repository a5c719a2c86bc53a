/// Turns sections into HTML and numbers figures and tables on the way.
struct HTMLWriter {
  private var figures = 0
  private var tables = 0

  mutating func write(_ section: Section) -> Markup {
    let blocks = section.blocks.map { write($0) }
    let classes = [
      section.emphasis == .none ? nil : section.emphasis.rawValue, section.startsPage ? "starts-page" : nil,
    ]
    let attributes = [("id", section.id), ("class", classes.compactMap { $0 }.joined(separator: " "))]
    return element("section", attributes: attributes.filter { !$0.1.isEmpty }) {
      element("h2") { section.title }
      blocks
    }
  }

  private mutating func write(_ block: Block) -> Markup {
    switch block {
    case .heading(let title): return element("h3") { title }
    case .paragraph(let text): return element("p") { text.markup }
    case .note(let text): return element("p", ["class": "note"]) { text.markup }
    case .missing(let text): return element("p", ["class": "missing"]) { text }
    case .list(let items): return element("ul") { items.map { item in element("li") { item.markup } } }
    case .table(let table): return write(table)
    case .figure(let figure): return write(figure)
    case .details(let summary, let blocks):
      let inner = blocks.map { write($0) }
      return element("details") {
        element("summary") { summary }
        inner
      }
    case .preformatted(let text): return element("pre", ["class": "file", "tabindex": "0"]) { text }
    }
  }

  private mutating func write(_ table: Table) -> Markup {
    tables += 1
    let number = tables
    return group {
      // It scrolls sideways where it is too wide, for the keyboard too.
      element(
        "div",
        [
          "class": "table\(table.isLong ? " long" : "")\(table.columns.count > 10 ? " dense" : "")", "tabindex": "0",
          "role": "region",
          "aria-label": "Table \(number)",
        ]
      ) {
        element("table") {
          element("caption") {
            element("b") { "Table \(number). " }
            table.caption.markup
          }
          element("thead") {
            element("tr") {
              for column in table.columns { cell("th", column, scope: "col") { column.title } }
            }
          }
          element("tbody") {
            for row in table.rows {
              element("tr") {
                for (index, pair) in zip(table.columns, row).enumerated() {
                  cell(index == 0 ? "th" : "td", pair.0, scope: index == 0 ? "row" : nil) { pair.1.markup }
                }
              }
            }
          }
        }
      }
      if let explanations = table.explanations { element("p", ["class": "note"]) { explanations } }
    }
  }

  private func cell(
    _ name: String, _ column: Table.Column, scope: String?, @MarkupBuilder content: () -> Markup
  ) -> Markup {
    let attributes = (scope.map { [("scope", $0)] } ?? []) + (column.isNumeric ? [("class", "number")] : [])
    return element(name, attributes: attributes, content: content)
  }

  private mutating func write(_ figure: Figure) -> Markup {
    figures += 1
    let number = figures
    return element("figure", ["id": figure.name]) {
      if !figure.legend.isEmpty {
        element("ul", ["class": "legend"]) {
          figure.legend.map { arm in element("li", ["class": "key"]) { RichText.arm(arm).markup } }
        }
      }
      element("div", ["class": "panels", "tabindex": "0", "role": "group", "aria-label": "Figure \(number)"]) {
        figure.panels.map { $0.svg() }
      }
      element("figcaption") {
        element("b") { "Figure \(number). " }
        figure.caption.markup
        element("span", ["class": "download"]) {
          " Data: "
          element("a", ["href": figure.data.dataURI, "download": "\(figure.name).csv"]) { "\(figure.name).csv" }
          "."
        }
      }
    }
  }
}

extension RichText {
  fileprivate var markup: Markup {
    group {
      for part in parts {
        switch part {
        case .plain(let text): text
        case .strong(let text): element("strong") { text }
        case .code(let text): element("code") { text }
        case .soft(let text): element("span", ["class": "soft"]) { text }
        case .marked(let text): element("mark", ["class": "marked"]) { text }
        case .arm(let name, let style):
          element("span", ["class": "key"]) {
            element("svg", ["width": "14", "height": "14", "viewBox": "0 0 14 14", "aria-hidden": "true"]) {
              style.mark(x: 7, y: 7, radius: 4.5, title: name)
            }
            name
          }
        }
      }
    }
  }
}
