import Statistics
import Studies

/// Every planned comparison: the numbers that answer it in one table, all others in tables that are folded away.
struct Comparisons {
  let analysis: Analysis

  private var all: [ArmComparison] { analysis.comparisons }
  private var made: [(ArmComparison, Evidence)] { all.compactMap { one in one.evidence.map { (one, $0) } } }

  var section: Section {
    let figures = analysis.experiments.compactMap { Effects(experiment: $0).figure }.map { Block.figure($0) }
    let blocks: [Block] =
      all.isEmpty
      ? [.missing("No comparison was planned, or there are no two arms to compare.")]
      : figures + [.table(main)] + [.details(summary: "All tests and effect sizes", details)]
    return Section(id: "comparisons", title: "Comparisons", startsPage: true, blocks: blocks)
  }

  private func name(_ comparison: ArmComparison) -> RichText {
    RichText("\(comparison.arm.name) against \(comparison.reference.name)")
      + .soft(" \(comparison.experiment): \(comparison.measure.title)")
  }

  private var main: Table {
    Table(
      caption: """
        Planned comparisons of the kept models; differences are those of the arm less its reference. p is corrected over the \
        \(NumberText.count(made.count, "comparison")) that could be made (Holm).
        """,
      columns: [
        .text("comparison"), .number("n"), .number("median, arm"), .number("median, reference"),
        .number(
          "shift", "Hodges–Lehmann estimate with its 95 % interval, of the pairs of matched arms, else of the groups"),
        .number(
          "CLES",
          "common-language effect size, the chance that the arm’s model has the higher value, ties counting half"),
        .number("p", "of the Wilcoxon signed-rank test for matched arms, else of the Mann–Whitney U test, two-sided"),
        .number("p, Holm"),
        .number("failed", "trials of the arm and of the reference that are not kept or have no value"),
        .number(
          "p with failures",
          "Mann–Whitney U test of all finished trials with failed ones ranked as the worst, after Holm"),
      ],
      rows: all.map(mainRow))
  }

  private func mainRow(_ comparison: ArmComparison) -> [RichText] {
    let failures = comparison.failures
    let failed: [RichText] = [
      failures.map { failures in
        let (own, other) = (failures.groups.failuresA, failures.groups.failuresB)
        return RichText("\(own.count) of \(own.total), \(other.count) of \(other.total)")
      } ?? Cells.none
    ]
    guard let evidence = comparison.evidence else {
      let reason = RichText("not compared: \(comparison.obstacle ?? "unknown error")")
      return [name(comparison) + .soft(" \(reason.plain)"), "–", "–", "–", "–", "–", "–", "–"] + failed
        + [Cells.probability(failures?.adjustedP)]
    }
    let count =
      evidence.signedRank == nil
      ? "\(comparison.arm.values.count), \(comparison.reference.values.count)"
      : NumberText.count(evidence.differences.count, "pair")
    return [
      name(comparison), RichText(count), Cells.quartiles(comparison.arm.values),
      Cells.quartiles(comparison.reference.values), Cells.shift(evidence.shift),
      Cells.fixed(evidence.groups.commonLanguage, 3), Cells.probability(evidence.p),
      comparison.isShown
        ? .strong(Cells.probability(comparison.adjustedP).plain) : Cells.probability(comparison.adjustedP),
    ] + failed + [Cells.probability(failures?.adjustedP)]
  }

  private var details: [Block] {
    let matched = made.filter { $0.1.signedRank != nil }
    return [.table(groups), .table(effects)] + (matched.isEmpty ? [] : [.table(pairs(matched))])
      + [.table(failures), .table(sensitivity), .table(trialsNeeded)]
  }

  private var groups: Table {
    Table(
      caption: "Tests of the two groups of kept models, matched or not, two-sided and not corrected.",
      columns: [
        .text("comparison"), .number("mean, arm"), .number("mean, reference"),
        .number("W, arm", "Shapiro–Wilk, with its p"), .number("W, reference"),
        .number("U", "Mann–Whitney U of the arm"), .number("p (U)"),
        .number("t", "Brunner–Munzel statistic, with its degrees of freedom"), .number("p (BM)"),
        .number("P(arm > ref.)", "Brunner–Munzel estimate, ties counting half"),
      ],
      rows: made.map { comparison, evidence in
        let (groups, test) = (evidence.groups, evidence.brunnerMunzel)
        func shapiro(_ test: ShapiroWilk?) -> RichText {
          test.map { RichText(NumberText.fixed($0.w, 3)) + .soft(" \(NumberText.pEquals($0.p))") } ?? Cells.none
        }
        let statistic: RichText =
          test?.statistic.map {
            RichText(NumberText.signed($0)) + .soft(" df \(NumberText.fixed(test?.degreesOfFreedom ?? 0, 1))")
          } ?? RichText(test?.undefined?.rawValue ?? "–")
        return [
          name(comparison), RichText(NumberText.share(groups.meanA)), RichText(NumberText.share(groups.meanB)),
          shapiro(groups.shapiroA), shapiro(groups.shapiroB), RichText(NumberText.coordinate(groups.u)),
          Cells.probability(groups.p), statistic, Cells.probability(test?.p), Cells.fixed(test?.probability, 3),
        ]
      })
  }

  private var effects: Table {
    Table(
      caption: "Effect sizes of the two groups, with 95 % intervals in small print.",
      columns: [
        .text("comparison"), .number("difference of medians", "with its bootstrap interval (BCa)"),
        .number("shift", "Hodges–Lehmann, of all pairings of the two groups"),
        .number("CLES", "with its bootstrap interval (BCa)"),
        .number("Cliff’s delta", "−1 to 1, the same as the rank-biserial correlation"),
        .number("Cohen’s d", "in pooled standard deviations; assumes bell-shaped values"),
      ],
      rows: made.map { comparison, evidence in
        let language = evidence.commonLanguage
        let interval =
          language?.interval.map { " [\(NumberText.fixed($0.lower, 3)), \(NumberText.fixed($0.upper, 3))]" }
          ?? " no interval"
        return [
          name(comparison), Cells.bootstrap(evidence.medianDifference), Cells.shift(evidence.groupShift),
          Cells.fixed(evidence.groups.commonLanguage, 3) + .soft(interval), Cells.signed(evidence.cliffsDelta),
          Cells.signed(evidence.groups.cohenD),
        ]
      })
  }

  private func pairs(_ matched: [(ArmComparison, Evidence)]) -> Table {
    Table(
      caption: "Pairs of matched arms in which both models are kept: differences, arm less reference.",
      columns: [
        .text("comparison"), .number("pairs"), .number("W", "Wilcoxon signed-rank statistic"), .number("p (W)"),
        .number("method"), .number("rank-biserial", "of matched pairs"),
        .number("median difference", "with its paired bootstrap interval (BCa)"),
        .number("shift", "Hodges–Lehmann, the median of the Walsh averages"),
      ],
      rows: matched.map { comparison, evidence in
        let test = evidence.signedRank
        return [
          name(comparison), RichText("\(evidence.differences.count)"),
          RichText(NumberText.coordinate(test?.statistic ?? 0)), Cells.probability(test?.p),
          RichText(test?.method.rawValue ?? "–"), Cells.signed(test?.rankBiserial),
          Cells.bootstrap(evidence.pairedMedianDifference), Cells.shift(evidence.pairedShift),
        ]
      })
  }

  private var failures: Table {
    let compared = all.compactMap { one in one.failures.map { (one, $0) } }
    return Table(
      caption: """
        Failures as outcomes: every finished trial counts; one that is not kept, or has no value, is worse than every value. \
        Corrected p in the main table.
        """,
      columns: [
        .text("comparison"), .number("failed, arm"), .number("failed, reference"),
        .number("difference of rates", "with Newcombe’s 95 % interval"), .number("p (Fisher)", "of the rates"),
        .number("CLES", "over all finished trials"), .number("p (U)"), .number("p (BM)", "Brunner–Munzel"),
        .number("p (pairs)", "signed-rank test of all matched pairs"),
        .number("p (signs)", "exact sign test of the same"),
      ],
      rows: compared.map { comparison, failures in
        let (groups, pairs) = (failures.groups, failures.pairs)
        return [
          name(comparison), Cells.rate(groups.failuresA), Cells.rate(groups.failuresB),
          Cells.difference(groups.failureDifference.difference, groups.failureDifference.interval),
          Cells.probability(groups.failureTest.p), Cells.fixed(groups.commonLanguage, 3),
          Cells.probability(groups.mannWhitney.p), Cells.probability(groups.brunnerMunzel?.p),
          Cells.probability(pairs?.signedRank.p), Cells.probability(pairs?.signTest.p),
        ]
      })
  }

  private var sensitivity: Table {
    Table(
      caption: """
        Sensitivity to outliers: the Mann–Whitney test without each group’s values beyond 1.5 and beyond 5 interquartile ranges of \
        its quartiles.
        """,
      columns: [.text("comparison"), .number("p, all")]
        + ["1.5", "5"].flatMap {
          [.number("left out (\($0))", "of arm and reference"), .number("CLES (\($0))"), .number("p (\($0))")]
        },
      rows: made.map { comparison, evidence in
        let checks = evidence.sensitivity.flatMap { check -> [RichText] in
          [
            RichText("\(check.outliersA.count), \(check.outliersB.count)"),
            Cells.fixed(check.comparison.commonLanguage, 3), Cells.probability(check.comparison.p),
          ]
        }
        return [name(comparison), Cells.probability(evidence.groups.p)]
          + (checks.isEmpty ? Array(repeating: Cells.none, count: 6) : checks)
      })
  }

  private var trialsNeeded: Table {
    Table(
      caption: """
        Models an arm, or pairs, that the main test would need to find an effect as large as the one seen, at a level of \
        \(NumberText.coordinate(Evidence.significance)) without correction (Noether, 1987). Optimistic: plan for a smaller effect.
        """,
      columns: [.text("comparison"), .text("test"), .number("had"), .number("power 80 %"), .number("power 90 %")],
      rows: made.map { comparison, evidence in
        let needed = evidence.trialsNeeded.map { RichText("\($0.perGroup)") }
        return [
          name(comparison), RichText(evidence.mainTest.title), RichText("\(comparison.smallestCount)"),
        ] + (needed.count == 2 ? needed : ["no effect", "no effect"])
      })
  }
}
