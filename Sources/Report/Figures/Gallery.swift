/// The best, the median and the worst map of each arm's typical model: what the median hides.
struct Gallery {
  let experiment: ExperimentAnalysis
  let examples: [ExampleMap]

  init(experiment: ExperimentAnalysis, examples: [ExampleMap]) {
    self.experiment = experiment
    self.examples = examples.filter { $0.experiment == experiment.name && $0.isComplete && $0.rank != nil }
  }

  /// Nil without maps.
  func figure() throws -> Figure? {
    let panels = try experiment.arms.compactMap(panel)
    guard !panels.isEmpty else { return nil }
    return Figure(
      name: "\(experiment.fileName)-gallery", title: "Best, median and worst maps",
      caption: """
        Of all test images, those on which the median model of each arm has the largest, the median and the smallest share of \
        its HiResCAM map inside the mask, experiment \(experiment.name). Colours as in the figure before.
        """,
      panels: panels,
      data: DataTable(
        columns: ["arm", "trial", "rank", "class", "share_inside"],
        rows: examples.map {
          [$0.arm, $0.trialKey, $0.rank?.rawValue ?? "", $0.className, DataTable.number($0.shareInside)]
        }))
  }

  private func panel(_ arm: ArmAnalysis) throws -> Panel? {
    let own = examples.filter { $0.arm == arm.name }
    let items = try own.map { example in
      let item = try MapOverlays.item(example)
      let share = NumberText.percent(example.shareInside)
      let rank = example.rank?.rawValue ?? ""
      return PictureGrid.Item(
        source: item.source, outline: item.outline, label: "\(rank) \(example.className) \(share)",
        description: "\(rank): \(item.description)")
    }
    guard let first = own.first else { return nil }
    return PictureGrid(title: arm.name, format: first.format, items: items, columns: 3, pictureWidth: 112).panel
  }
}
