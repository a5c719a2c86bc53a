import Foundation
import Statistics

/// A comparison as an aligned table for the terminal.
struct ComparisonTable {
  var comparison: Comparison

  var text: String {
    let statistics = comparison.statistics
    let perGroup = [
      ["", comparison.a, comparison.b],
      ["n", "\(statistics.countA)", "\(statistics.countB)"],
      ["median", number(statistics.medianA), number(statistics.medianB)],
      ["lower quartile", number(statistics.lowerQuartileA), number(statistics.lowerQuartileB)],
      ["upper quartile", number(statistics.upperQuartileA), number(statistics.upperQuartileB)],
      ["mean", number(statistics.meanA), number(statistics.meanB)],
      ["Shapiro-Wilk W", number(statistics.shapiroA?.w), number(statistics.shapiroB?.w)],
      ["Shapiro-Wilk p", number(statistics.shapiroA?.p), number(statistics.shapiroB?.p)],
    ]
    let between = [
      ["Mann-Whitney U", String(format: "%.10g", statistics.u)],
      ["p (two-sided)", number(statistics.p)],
      ["rank-biserial correlation", number(statistics.rankBiserial)],
      ["common-language effect size", number(statistics.commonLanguage)],
      ["Cohen's d", number(statistics.cohenD)],
    ]
    let widths = (0..<3).map { column in
      (perGroup + between).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let lines = [perGroup, between].map { rows in
      rows.map { line($0, widths: widths) }.joined(separator: "\n")
    }
    return lines.joined(separator: "\n\n")
  }

  /// The label to the left, the numbers to the right of their columns.
  private func line(_ cells: [String], widths: [Int]) -> String {
    cells.enumerated().map { index, cell in
      let padding = String(repeating: " ", count: max(widths[index] - cell.count, 0))
      return index == 0 ? cell + padding : padding + cell
    }.joined(separator: "  ")
  }

  private func number(_ value: Double?) -> String {
    value.map { String(format: "%.4g", $0) } ?? "undefined"
  }
}
