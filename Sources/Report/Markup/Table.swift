/// A table with a caption, whose numeric columns line up.
struct Table {
  struct Column {
    var title: String
    var isNumeric = false
    /// Shown when the pointer rests on the heading.
    var explanation: String?

    static func text(_ title: String, _ explanation: String? = nil) -> Column {
      Column(title: title, explanation: explanation)
    }
    static func number(_ title: String, _ explanation: String? = nil) -> Column {
      Column(title: title, isNumeric: true, explanation: explanation)
    }
  }

  var caption: Markup
  var columns: [Column]
  var rows: [[Markup]]

  /// Longer than some lines, a table may continue on the next page.
  private var isLong: Bool { rows.count > 12 }

  var markup: Markup {
    element("div", ["class": isLong ? "table long" : "table"]) {
      element("table") {
        element("caption") { caption }
        element("thead") { element("tr") { columns.map(Self.heading) } }
        element("tbody") {
          for row in rows {
            element("tr") {
              for (column, cell) in zip(columns, row) {
                element("td", column.isNumeric ? ["class": "number"] : [:]) { cell }
              }
            }
          }
        }
      }
    }
  }

  static func heading(_ column: Column) -> Markup {
    let numeric: Attributes = ["scope": "col", "class": "number"]
    let text: Attributes = ["scope": "col"]
    return element("th", column.isNumeric ? numeric : text) {
      if let explanation = column.explanation {
        element("abbr", ["title": explanation]) { column.title }
      } else {
        column.title
      }
    }
  }
}
