import Statistics
import Studies

/// Whether a gain in the map that was optimised carries over to others: arms by the map that their loss asks something of in rows,
/// measuring methods in columns.
struct CrossAttribution {
  let experiment: ExperimentAnalysis

  private static let cell = (width: 92.0, height: 46.0)

  private struct Cell {
    let arm: ArmAnalysis
    let measure: Measure
    let median: ArmAnalysis.Median?
    /// Against the arm's reference; nil for an arm that is only held against.
    let shift: HodgesLehmann?
  }

  private var measures: [Measure] {
    experiment.experiment.measurement.methods.map { Measure($0, .inside) }.filter(experiment.measures.contains)
  }

  private var cells: [[Cell]] {
    experiment.arms.map { arm in
      measures.map { measure in
        Cell(arm: arm, measure: measure, median: arm.median(of: measure), shift: shift(arm, measure))
      }
    }
  }

  /// Of the pairs where arms are matched, else of the groups: as in the planned comparisons.
  private func shift(_ arm: ArmAnalysis, _ measure: Measure) -> HodgesLehmann? {
    guard let reference = experiment.reference(for: arm) else { return nil }
    if experiment.experiment.areMatched(arm.arm, reference.arm) {
      let pairs = Pairs(arm.outcomesByIndex(of: measure), reference.outcomesByIndex(of: measure))
      if let paired = try? hodgesLehmannPaired(pairs.differences) { return paired }
    }
    return try? hodgesLehmannShift(arm.values(of: measure), reference.values(of: measure))
  }

  /// Nil unless the models are measured by two methods.
  var figure: Figure? {
    guard measures.count > 1 else { return nil }
    let cells = self.cells
    return Figure(
      name: "\(experiment.fileName)-cross-attribution", title: "Cross-attribution",
      caption: """
        Median share of the map inside the mask by measuring method (columns) and arm (rows, with the map that its loss optimised), \
        experiment \(experiment.name). Below each median: the Hodges–Lehmann shift against the arm's reference. A frame marks \
        the map that was optimised. The table has the intervals.
        """,
      panels: [panel(cells)],
      data: DataTable(
        columns: [
          "arm", "optimised_map", "reference", "measure", "median", "median_lower", "median_upper", "shift",
          "shift_lower", "shift_upper",
        ],
        rows: cells.joined().map { cell in
          [
            cell.arm.name, cell.arm.arm.optimizedMap, experiment.reference(for: cell.arm)?.name ?? "",
            cell.measure.name, DataTable.number(cell.median?.value), DataTable.number(cell.median?.interval?.lower),
            DataTable.number(cell.median?.interval?.upper), DataTable.number(cell.shift?.shift),
            DataTable.number(cell.shift?.interval?.lower), DataTable.number(cell.shift?.interval?.upper),
          ]
        }))
  }

  /// The same with the intervals.
  var table: Table? {
    guard measures.count > 1 else { return nil }
    return Table(
      caption: """
        Cross-attribution, experiment \(experiment.name): median share of the map inside the mask, and in small print the \
        Hodges–Lehmann shift against the arm's reference with its 95 % interval. Exploratory: these intervals are not corrected \
        for their number.
        """,
      columns: [.text("arm"), .text("optimised map"), .text("reference")]
        + measures.map { .number($0.method?.title ?? "") },
      rows: cells.map { row in
        let arm = row[0].arm
        let start: [RichText] = [
          .arm(arm), RichText(arm.arm.optimizedMap), RichText(experiment.reference(for: arm)?.name ?? "–"),
        ]
        return start
          + row.map { cell in
            guard let median = cell.median else { return Cells.none }
            let shift = cell.shift.map { shift in
              " \(NumberText.difference(shift.shift, shift.interval))"
                + (shift.interval.map { " [\(NumberText.range($0))]" } ?? "")
            }
            return RichText(NumberText.share(median.value)) + .soft(shift ?? "")
          }
      })
  }

  private func panel(_ cells: [[Cell]]) -> Panel {
    let left = 168.0
    let plot = Plot(
      width: left + Self.cell.width * Double(measures.count) + 6,
      height: 62 + Self.cell.height * Double(cells.count) + 6, left: left, top: 62)
    let best = cells.map { row in
      "\(row[0].arm.name): " + row.map { NumberText.share($0.median?.value) }.joined(separator: ", ")
    }
    return plot.panel(
      title: "Share of the map inside the mask",
      description:
        "Columns: \(measures.compactMap(\.method?.title).joined(separator: ", ")). \(best.joined(separator: "; "))."
    ) {
      for (column, measure) in measures.enumerated() {
        heading(measure, x: left + Self.cell.width * (Double(column) + 0.5))
      }
      for (row, line) in cells.enumerated() {
        let top = plot.top + Self.cell.height * Double(row)
        rowHeading(line[0].arm, y: top + Self.cell.height / 2, plot)
        for (column, cell) in line.enumerated() { draw(cell, x: left + Self.cell.width * Double(column), y: top) }
      }
      for (row, line) in cells.enumerated() {
        for (column, cell) in line.enumerated() where cell.measure.method == cell.arm.arm.heatmap?.optimizedMethod {
          frame(x: left + Self.cell.width * Double(column), y: plot.top + Self.cell.height * Double(row))
        }
      }
    }
  }

  /// Two words go on two lines.
  private func heading(_ measure: Measure, x: Double) -> Markup {
    let words = (measure.method?.title ?? "").split(separator: " ", maxSplits: 1).map(String.init)
    return group {
      for (index, word) in words.enumerated() {
        Plot.text(word, x: x, y: words.count == 1 ? 50 : 40 + 14 * Double(index), anchor: "middle", style: "label")
      }
    }
  }

  private func rowHeading(_ arm: ArmAnalysis, y: Double, _ plot: Plot) -> Markup {
    group {
      plot.rowLabel(arm, y: y - 7)
      Plot.text("optimised: \(arm.arm.optimizedMap)", x: 18, y: y + 12, anchor: "start", style: "tick small")
    }
  }

  private func draw(_ cell: Cell, x: Double, y: Double) -> Markup {
    let share = cell.median?.value
    let heat = Float(min(max(share ?? 0, 0), 1))
    let style = heat > 0.62 ? "on-light" : "on-dark"
    let shift = cell.shift.map { NumberText.difference($0.shift, $0.interval) }
    return group {
      element(
        "rect",
        [
          "x": NumberText.coordinate(x + 1), "y": NumberText.coordinate(y + 1),
          "width": NumberText.coordinate(Self.cell.width - 2), "height": NumberText.coordinate(Self.cell.height - 2),
          "fill": share == nil ? "#6b7280" : ColorMap.color(heat).css,
        ]
      ) {
        element("title") { "\(cell.arm.name), \(cell.measure.title): \(NumberText.share(share))" }
      }
      Plot.text(
        NumberText.share(share), x: x + Self.cell.width / 2, y: y + (shift == nil ? 27 : 20), anchor: "middle",
        style: "value \(style)")
      if let shift {
        Plot.text(shift, x: x + Self.cell.width / 2, y: y + 36, anchor: "middle", style: "small \(style)")
      }
    }
  }

  private func frame(x: Double, y: Double) -> Markup {
    element(
      "rect",
      [
        "x": NumberText.coordinate(x), "y": NumberText.coordinate(y),
        "width": NumberText.coordinate(Self.cell.width), "height": NumberText.coordinate(Self.cell.height),
        "class": "frame",
      ])
  }
}
