import CardiacMRI
import Studies

/// All figures and tables of one experiment.
struct ExperimentSection {
  /// Where links lead to.
  let id: String
  let experiment: ExperimentAnalysis
  let images: [ExampleImage]
  let examples: [ExampleMap]

  func markup() throws -> Markup {
    let samples = try ClassSamples(experiment: experiment.name, images: images).markup()
    let overlays = try MapOverlays(experiment: experiment, examples: examples).markup()
    return element("section", ["class": "experiment", "id": id]) {
      element("h2") { "Experiment \(experiment.name)" }
      element("p") { experiment.experiment.setting.explanation }
      element("h3") { "Images" }
      samples ?? missing("No sample images are at hand.")
      element("h3") { "Where the models look" }
      overlays ?? missing("No attribution maps of kept models are at hand.")
      distributions
      element("h3") { "Learning rate and convergence" }
      convergence
      element("h3") { "Accuracy and overlap" }
      ArmTable(experiment: experiment).markup
      ClassTable(experiment: experiment).markup
    }
  }

  private func missing(_ text: String) -> Markup {
    element("p", ["class": "missing"]) { text }
  }

  private var distributions: Markup {
    let measures = experiment.measuresWithValues
    guard !measures.isEmpty else {
      return missing("No overlap of a kept model is known, so there is no distribution to show.")
    }
    // Four panels fill a line of the page.
    let width = measures.count > 2 ? 270.0 : 380.0
    return figure(
      caption: group {
        "Overlap of the maps with the regions, experiment \(experiment.name). Each mark is a kept model: the share of its map in "
        "the region, averaged over the test images of each class, then over the classes. Boxes: median and quartiles; whiskers: "
        "the farthest values within 1.5 interquartile ranges."
      }
    ) {
      legend(experiment.arms)
      element("div", ["class": "plots spread"]) {
        measures.map { OverlapDistribution(measure: $0, arms: experiment.arms, width: width).markup }
      }
    }
  }

  private var convergence: Markup {
    guard experiment.arms.contains(where: { $0.records.contains { $0.result != nil } }) else {
      return missing("No trial has a result yet.")
    }
    let curves = experiment.arms.map { TrainingCurves(experiment: experiment, arm: $0) }
    return figure(
      caption: group {
        "Learning rate and share of the HiResCAM map in the heart; filled marks are kept models, hollow ones discarded, "
        "crosses diverged. Validation accuracy after each epoch, discarded and diverged models dotted; the dashed line is "
        "the accuracy a model must reach."
      }
    ) {
      legend(experiment.arms)
      // Two arms fit beside the learning rates on paper too.
      element("div", ["class": curves.count <= 2 ? "plots row" : "plots spread"]) {
        LearningRates(experiment: experiment).markup
        curves.filter(\.hasCurves).map(\.markup)
      }
    }
  }
}

extension ImageSetting {
  var explanation: String {
    switch self {
    case .size: "Body size and body fat differ between the sexes; nothing else marks the sex."
    case .marker:
      "One body size for everybody; a white square in the corner marks every male. Diseases are unequally common among the sexes, "
        + "so a model can use the marker instead of the heart."
    case .corner: "A white box in a different corner for each class: a model need not look at the heart at all."
    }
  }
}
