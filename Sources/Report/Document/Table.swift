/// A table with a caption, whose numeric columns line up. The first cell of a row says what the row is about.
struct Table {
  struct Column {
    var title: String
    var isNumeric = false
    /// What the column holds, in a sentence that the page shows below the table.
    var explanation: String?

    static func text(_ title: String, _ explanation: String? = nil) -> Column {
      Column(title: title, explanation: explanation)
    }
    static func number(_ title: String, _ explanation: String? = nil) -> Column {
      Column(title: title, isNumeric: true, explanation: explanation)
    }
  }

  var caption: RichText
  var columns: [Column]
  var rows: [[RichText]]

  /// Longer than some lines, a table may continue on the next page.
  var isLong: Bool { rows.count > 12 }

  /// "U: Mann-Whitney U of the arm." for every column that needs it.
  var explanations: String? {
    let texts = columns.compactMap { column in column.explanation.map { "\(column.title): \($0)" } }
    return texts.isEmpty ? nil : texts.joined(separator: "; ") + "."
  }
}
