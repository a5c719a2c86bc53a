import Statistics
import Studies

/// Every comparison with all its numbers, and how to read them.
struct ComparisonTable {
  let comparisons: [MeasureComparison]

  var markup: Markup {
    element("section", ["id": "comparisons"]) {
      element("h2") { "Comparisons" }
      if comparisons.isEmpty {
        element("p", ["class": "missing"]) { "There are no two arms with values to compare." }
      } else {
        table
        explanation
      }
    }
  }

  private static let columns: [Table.Column] = [
    .text("experiment, measure"), .text("arm"), .number("n", "kept models with a value"),
    .number("undefined", "kept models without a value"), .number("median [quartiles]"), .number("mean"),
    .number("Shapiro–Wilk W"), .number("its p"), .number("U", "Mann–Whitney U of the first arm"),
    .number("p", "two-sided"), .number("rank-biserial"), .number("CLES", "common-language effect size"),
    .number("Cohen’s d"),
  ]

  private var table: Markup {
    element("div", ["class": "table long"]) {
      element("table", ["class": "grouped"]) {
        element("caption") {
          "Comparisons of the arms by share of the map in a region, over the kept models. Effects are those of the first arm against the second."
        }
        element("thead") { element("tr") { Self.columns.map(Table.heading) } }
        for comparison in comparisons {
          element("tbody") { rows(comparison) }
        }
      }
    }
  }

  private func rows(_ comparison: MeasureComparison) -> Markup {
    let result = comparison.result
    return group {
      element("tr") {
        element("th", ["rowspan": "2", "scope": "rowgroup"]) {
          element("strong") { comparison.experiment }
          element("br")
          comparison.measure.title
        }
        armCells(comparison.a, result?.meanA, result?.shapiroA)
        if let result {
          for text in tests(result) { element("td", ["rowspan": "2", "class": "number"]) { text } }
        } else if let reason = comparison.obstacle {
          element("td", ["rowspan": "2", "colspan": "5", "class": "missing"]) { "Not compared: \(reason)." }
        }
      }
      element("tr") { armCells(comparison.b, result?.meanB, result?.shapiroB) }
    }
  }

  private func tests(_ result: GroupComparison) -> [String] {
    [
      NumberText.coordinate(result.u), NumberText.probability(result.p), NumberText.signed(result.rankBiserial),
      NumberText.fixed(result.commonLanguage, 3), NumberText.signed(result.cohenD),
    ]
  }

  private func armCells(_ group: MeasureComparison.Group, _ mean: Double?, _ shapiro: ShapiroWilk?) -> [Markup] {
    let numbers: [Markup] = [
      .text("\(group.values.count)"), .text("\(group.undefined)"), ArmTable.spread(group.values),
      .text(NumberText.share(mean)), .text(shapiro.map { NumberText.fixed($0.w, 3) } ?? "–"),
      .text(shapiro.map { NumberText.probability($0.p) } ?? "–"),
    ]
    return [element("td") { group.arm }] + numbers.map { cell in element("td", ["class": "number"]) { cell } }
  }

  private var explanation: Markup {
    let made = comparisons.count { $0.result != nil }
    return element("ul", ["class": "notes"]) {
      element("li") {
        "p: two-sided Mann–Whitney U test, the chance of a difference in ranks at least as large if the arms were alike. "
        if made > 1 {
          "The \(made) p values are not corrected for being \(made); Bonferroni’s correction would call p below "
          NumberText.probability(Finding.significance / Double(made))
          " significant at \(NumberText.coordinate(Finding.significance)) overall."
        }
      }
      element("li") {
        "Rank-biserial correlation: −1 where every value of the first arm is below every one of the second, 0 where neither tends "
        "to be higher, +1 the other way round."
      }
      element("li") {
        "CLES: the chance that a model of the first arm has a higher value than one of the second; ties count half."
      }
      element("li") {
        "Cohen’s d: difference of the means in pooled standard deviations. It assumes bell-shaped values; where Shapiro–Wilk’s p is "
        "small they are not, and ranks and medians are the better guide. “–”: not defined for these values."
      }
    }
  }
}
