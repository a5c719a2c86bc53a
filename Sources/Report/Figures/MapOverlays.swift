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
        Where the median model of each arm, by share of the HiResCAM map in the heart, looks, experiment \(experiment.name). \
        The map of the predicted class, negative values set to 0 and divided by its maximum, from black over violet and orange to \
        yellow; the heart's outline in white; the number is the share of the map in the heart.
        """,
      panels: [masks] + panels,
      data: DataTable(
        columns: ["arm", "trial", "class", "share_in_heart"],
        rows: examples.map { [$0.arm, $0.trialKey, $0.diagnosis, DataTable.number($0.shareInHeart)] }))
  }

  /// One image a class with its parts in colours.
  private func masks() throws -> Panel? {
    var shown: [ExampleMap] = []
    for example in examples where !shown.contains(where: { $0.diagnosis == example.diagnosis }) {
      shown.append(example)
    }
    guard !shown.isEmpty else { return nil }
    let items = try shown.map { example in
      let parts = Set(example.labels.compactMap(MaskColors.part)).sorted().map { MaskColors.parts[$0].name }
      return PictureGrid.Item(
        source: try Picture.mask(example.labels), label: example.diagnosis,
        description: "segmentation of the image of class \(example.diagnosis): \(parts.joined(separator: ", "))")
    }
    return PictureGrid(title: "Segmentation", items: items).panel
  }

  private func panel(_ arm: ArmAnalysis) throws -> Panel? {
    let own = examples.filter { $0.arm == arm.name }
    guard !own.isEmpty else { return nil }
    return PictureGrid(title: arm.name, items: try own.map(Self.item)).panel
  }

  /// A map over its image, with the share in words.
  static func item(_ example: ExampleMap) throws -> PictureGrid.Item {
    let share = example.shareInHeart.map { "\(NumberText.percent($0)) in heart" } ?? "undefined map"
    let short = example.shareInHeart.map { NumberText.percent($0) } ?? "undefined"
    return PictureGrid.Item(
      source: try Picture.overlay(example.map, on: example.pixels),
      outline: MaskColors.heartOutline(example.labels, width: ExampleImage.width, height: ExampleImage.height),
      label: "\(example.diagnosis) \(short)", description: "\(example.trialKey), \(example.diagnosis): \(share)")
  }
}
