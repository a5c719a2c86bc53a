/// Where the typical model of each arm looks: the same image of each class, its segmentation, and one panel an arm (the paper's
/// Figure 1).
struct MapOverlays {
  let experiment: ExperimentAnalysis
  let examples: [ExampleMap]

  init(experiment: ExperimentAnalysis, examples: [ExampleMap]) {
    self.experiment = experiment
    self.examples = examples.filter { $0.experiment == experiment.name && $0.isComplete && $0.rank == nil }
  }

  /// Nil without maps.
  func figure() throws -> Figure? {
    guard let masks = try masks() else { return nil }
    let panels = try experiment.arms.compactMap(panel)
    return Figure(
      name: "\(experiment.fileName)-maps", title: "Where the models look",
      caption: """
        Where the median model of each arm, by share of the HiResCAM map inside the mask, looks, experiment \(experiment.name). \
        The map of the predicted class, negative values set to 0 and divided by its maximum, from black over violet and orange to \
        yellow; the mask's outline in white; the number is the share of the map inside the mask.
        """,
      panels: [masks] + panels,
      data: DataTable(
        columns: ["arm", "trial", "class", "share_inside"],
        rows: examples.map { [$0.arm, $0.trialKey, $0.className, DataTable.number($0.shareInside)] }))
  }

  /// One image a class with its parts in colours.
  private func masks() throws -> Panel? {
    var shown: [ExampleMap] = []
    for example in examples where !shown.contains(where: { $0.className == example.className }) {
      shown.append(example)
    }
    guard !shown.isEmpty else { return nil }
    let items = try shown.map { example in
      let parts = MaskColors(example.format).names(in: example.labels)
      return PictureGrid.Item(
        source: try Picture.mask(example.labels, example.format), label: example.className,
        description: "segmentation of the image of class \(example.className): \(parts.joined(separator: ", "))")
    }
    return PictureGrid(title: "Segmentation", format: shown[0].format, items: items).panel
  }

  private func panel(_ arm: ArmAnalysis) throws -> Panel? {
    let own = examples.filter { $0.arm == arm.name }
    guard !own.isEmpty else { return nil }
    return PictureGrid(title: arm.name, format: own[0].format, items: try own.map(Self.item)).panel
  }

  /// A map over its image, with the share in words.
  static func item(_ example: ExampleMap) throws -> PictureGrid.Item {
    let share = example.shareInside.map { "\(NumberText.percent($0)) inside" } ?? "undefined map"
    let short = example.shareInside.map { NumberText.percent($0) } ?? "undefined"
    return PictureGrid.Item(
      source: try Picture.overlay(example.map, on: example.pixels, example.format),
      outline: MaskColors.insideOutline(example.labels, example.format),
      label: "\(example.className) \(short)", description: "\(example.trialKey), \(example.className): \(share)")
  }
}
