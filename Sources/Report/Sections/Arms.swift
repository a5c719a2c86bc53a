import Studies

/// What was trained, arm by arm, and what became of the trials.
struct Arms {
  let analysis: Analysis

  var markup: Markup {
    element("section", ["id": "arms"]) {
      element("h2") { "Arms and trials" }
      settings.markup
      counts.markup
      for experiment in analysis.experiments { differences(experiment) }
    }
  }

  private var rows: [(ExperimentAnalysis, ArmAnalysis)] {
    analysis.experiments.flatMap { experiment in experiment.arms.map { (experiment, $0) } }
  }

  private var settings: Table {
    let titles = rows.first?.1.arm.settings.map(\.name) ?? []
    return Table(
      caption: .text(
        "How each arm trains, and on what. Trial k has the same initial weights and data order in every arm, and the same place in the arm's range of learning rates."
      ),
      columns: [.text("experiment"), .text("arm"), .text("model")] + titles.map { .text($0) }
        + [.number("images", "training / validation / test")],
      rows: rows.map { experiment, arm in
        let images = experiment.experiment.images
        let settings = arm.arm.settings.map { Markup.text($0.value) }
        let start: [Markup] = [.text(experiment.name), name(arm), .text(experiment.experiment.modelTitle)]
        return start + settings + [
          .text("\(images.training) / \(images.validation) / \(images.test)")
        ]
      })
  }

  private var counts: Table {
    Table(
      caption: .text(
        "What became of the trials. Kept models are compared; discarded ones stayed below the validation accuracy that the study file asks for."
      ),
      columns: [
        .text("experiment"), .text("arm"), .number("planned"), .number("done"), .number("kept"), .number("discarded"),
        .number("diverged"), .number("quarantined", "given up after repeated failures"), .number("pending"),
        .number("asked for", "validation accuracy that a model must reach to be kept"),
      ],
      rows: rows.map { experiment, arm in
        let counts = arm.counts
        let numbers = [
          counts.planned, counts.done, counts.kept, counts.discarded, counts.diverged, counts.quarantined,
          counts.pending,
        ]
        return [.text(experiment.name), name(arm)] + numbers.map { .text("\($0)") }
          + [.text("≥ \(NumberText.coordinate(experiment.experiment.minimumValidationAccuracy * 100))\u{A0}%")]
      })
  }

  private func name(_ arm: ArmAnalysis) -> Markup {
    group {
      element("span", ["class": "swatch", "style": "background:\(arm.style.color)"])
      "\u{A0}\(arm.name)"
    }
  }

  /// The comparison of two arms says something about a setting only where they differ in nothing else.
  private func differences(_ experiment: ExperimentAnalysis) -> Markup {
    guard let first = experiment.arms.first else { return .empty }
    return group {
      for arm in experiment.arms.dropFirst() {
        let names = arm.arm.differences(from: first.arm)
        element("p", ["class": "note"]) {
          "Experiment \(experiment.name): \(first.name) and \(arm.name) differ in "
          names.isEmpty ? "no setting" : names.joined(separator: ", ")
          names.count > 1 ? "; the comparison cannot tell which of them makes the difference." : "."
        }
      }
    }
  }
}

extension Experiment {
  /// The model, and the file that its convolutions start from.
  fileprivate var modelTitle: String {
    weights.map { "\(model.rawValue) from \($0.path.split(separator: "/").last ?? "")" } ?? model.rawValue
  }
}
