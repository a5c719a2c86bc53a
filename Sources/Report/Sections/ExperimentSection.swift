import Studies

/// All figures and tables of one experiment.
struct ExperimentSection {
  /// Where links lead to.
  let id: String
  let experiment: ExperimentAnalysis
  let images: [ExampleImage]
  let examples: [ExampleMap]

  func section() throws -> Section {
    let samples = try ClassSamples(experiment: experiment, images: images).figure()
    let overlays = try MapOverlays(experiment: experiment, examples: examples).figure()
    let gallery = try Gallery(experiment: experiment, examples: examples).figure()
    let blocks: [[Block]] = [
      [.paragraph(RichText(experiment.experiment.source.explanation))],
      part("Images", [samples], missing: "No sample images are at hand."),
      part("Where the models look", [overlays, gallery], missing: "No attribution maps of kept models are at hand."),
      part(
        "Overlap and accuracy", [Overlaps(experiment: experiment).figure, PairedSlopes(experiment: experiment).figure],
        missing: "No kept model has been measured, so there is no distribution to show."),
      details, crossAttribution, causalCheck,
      part(
        "Accuracy and localisation", [ParetoFront(experiment: experiment).figure],
        missing: "No kept model has both accuracy and overlap."),
      training,
    ]
    return Section(
      id: id, title: "Experiment \(experiment.name)", startsPage: true, blocks: blocks.flatMap { $0 })
  }

  /// A heading with the figures that are there, or what is said instead.
  private func part(_ title: String, _ figures: [Figure?], missing: String) -> [Block] {
    let there = figures.compactMap { $0 }.map { Block.figure($0) }
    return [.heading(title)] + (there.isEmpty ? [.missing(missing)] : there)
  }

  private var details: [Block] {
    let tables = [ArmTable(experiment: experiment).table, ClassTable(experiment: experiment).table].compactMap { $0 }
    return tables.isEmpty
      ? [] : [.details(summary: "Every measure by arm and by class", tables.map { .table($0) })]
  }

  private var crossAttribution: [Block] {
    let cross = CrossAttribution(experiment: experiment)
    guard let figure = cross.figure, let table = cross.table else { return [] }
    return [
      .heading("Does a gain carry over to other maps?"), .figure(figure),
      .details(summary: "The same with intervals", [.table(table)]),
    ]
  }

  private var causalCheck: [Block] {
    let check = CausalCheck(experiment: experiment)
    guard let figure = check.figure, let table = check.table else { return [] }
    return [.heading("Do the models rely on the marker?"), .figure(figure), .table(table)]
  }

  private var training: [Block] {
    let figures = [
      TrainingCurves(experiment: experiment).figure, LearningRates(experiment: experiment).figure,
      SettingPlane(experiment: experiment).figure,
      GradientNormRatios(experiment: experiment).figure,
    ]
    let table = SettingCorrelations(experiment: experiment).table
    return part("Training", figures, missing: "No trial has a result yet.") + (table.map { [.table($0)] } ?? [])
  }
}
