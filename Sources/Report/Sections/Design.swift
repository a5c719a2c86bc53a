import Statistics
import Studies

/// What was trained: the arms side by side by what differs between them, everything else in a line, and what became of the trials.
struct Design {
  let study: Study
  let analysis: Analysis

  var section: Section {
    let blocks: [Block] =
      [
        .paragraph(
          """
          Trial k has the same initial weights and order of images in every arm of an experiment, and the same place in the arm’s \
          range of learning rates: arms with the same range are matched pair by pair.
          """)
      ] + analysis.experiments.flatMap(arms) + [.table(outcomes)]
    return Section(id: "design", title: "Design", blocks: blocks)
  }

  private func arms(_ experiment: ExperimentAnalysis) -> [Block] {
    guard let first = experiment.arms.first else { return [.missing("Experiment \(experiment.name) has no arm.")] }
    let names = first.arm.settings.map(\.name)
    // What only heatmap losses have is the same where all that there are have the same.
    func values(_ index: Int) -> [String] {
      let arms = names[index].hasPrefix("its ") ? experiment.arms.filter { $0.arm.heatmap != nil } : experiment.arms
      return arms.map { $0.arm.settings[index].value }
    }
    let differing = names.indices.filter { Set(values($0)).count > 1 }
    let shared = names.indices.compactMap { index -> String? in
      guard let value = values(index).first, !differing.contains(index) else { return nil }
      let name = names[index].hasPrefix("its ") ? "heatmap losses’ \(names[index].dropFirst(4))" : names[index]
      return "\(name) \(value)"
    }
    let note =
      "Experiment \(experiment.name), the same in every arm: \((common(experiment) + shared).joined(separator: "; "))."
    guard !differing.isEmpty else { return [.note(RichText(note))] }
    let earlier = analysis.experiments.prefix { $0.name != experiment.name }.first { $0.isAlike(experiment) }
    if let earlier {
      return [
        .note(RichText("Experiment \(experiment.name) has the arms of experiment \(earlier.name). ") + RichText(note))
      ]
    }
    return [.table(table(experiment, differing)), .note(RichText(note))]
  }

  /// Arms side by side; more than fit a page one below the other.
  private func table(_ experiment: ExperimentAnalysis, _ differing: [Int]) -> Table {
    let arms = experiment.arms
    let names = differing.map { arms[0].arm.settings[$0].name } + ["held against"]
    let values = arms.map { arm in
      differing.map { setting(arm, $0, experiment) } + [RichText(experiment.reference(for: arm)?.name ?? "–")]
    }
    let caption: RichText = """
      Arms of experiment \(experiment.name), by the settings in which they differ. Marked: differs from the arm that it is \
      held against.
      """
    guard arms.count > 8 else {
      return Table(
        caption: caption, columns: [.text("setting")] + arms.map { .text($0.name) },
        rows: names.indices.map { index in [RichText(names[index])] + values.map { $0[index] } })
    }
    return Table(
      caption: caption, columns: [.text("arm")] + names.map { .text($0) },
      rows: zip(arms, values).map { arm, values in [.arm(arm)] + values })
  }

  private func setting(_ arm: ArmAnalysis, _ index: Int, _ experiment: ExperimentAnalysis) -> RichText {
    let value = arm.arm.settings[index].value
    let differs = experiment.reference(for: arm).map { $0.arm.settings[index].value != value } ?? false
    return differs ? .marked(value) : RichText(value)
  }

  private func common(_ analysis: ExperimentAnalysis) -> [String] {
    let experiment = analysis.experiment
    let images = experiment.images
    let weights = experiment.weights.map { " from \($0.path.split(separator: "/").last ?? "")" } ?? ""
    return [
      experiment.source.title, experiment.augmentation.map(\.title),
      experiment.source.shortcutStrength.map { "shortcut strength \(NumberText.coordinate($0))" },
      "\(images.training) images to train, \(images.validation) to validate, \(images.test) to test",
      "model \(experiment.model.rawValue)\(weights)", "\(NumberText.count(experiment.trials, "trial")) an arm",
      "kept from a validation accuracy of \(NumberText.coordinate(experiment.minimumValidationAccuracy * 100))\u{A0}% on",
      "measured with \(experiment.measurement.methods.map(\.title).joined(separator: ", "))",
    ].compactMap { $0 }
  }

  private var outcomes: Table {
    Table(
      caption: """
        What became of the trials. Kept models are compared; discarded ones stayed below the validation accuracy that the study \
        file asks for. Failed: all finished trials that are not kept, with the 95 % interval of their rate (Wilson).
        """,
      columns: [
        .text("experiment and arm"), .number("planned"), .number("kept"), .number("discarded"), .number("diverged"),
        .number("stopped early"), .number("given up"), .number("pending"), .number("failed"),
      ],
      rows: analysis.experiments.flatMap { experiment in
        experiment.arms.map { arm in
          let counts = arm.counts
          let numbers = [
            counts.planned, counts.kept, counts.discarded, counts.diverged, counts.stopped, counts.quarantined,
            counts.pending,
          ]
          return [RichText("\(experiment.name) ") + .arm(arm)] + numbers.map { RichText("\($0)") }
            + [Cells.rate(arm.failureRate)]
        }
      })
  }
}

extension ExperimentAnalysis {
  /// Whether both have the same arms, held against the same.
  fileprivate func isAlike(_ other: ExperimentAnalysis) -> Bool {
    arms.map(\.arm) == other.arms.map(\.arm)
      && zip(arms, other.arms).allSatisfy { reference(for: $0)?.name == other.reference(for: $1)?.name }
  }
}
