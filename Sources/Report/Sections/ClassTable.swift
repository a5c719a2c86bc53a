import Studies

/// Accuracy and overlap for each class: a mean over all images can hide a class on which an arm fails.
struct ClassTable {
  let experiment: ExperimentAnalysis

  /// Nil where no kept model was tested by class.
  var table: Table? {
    let names = ClassNames.inOrder(
      Set(experiment.arms.flatMap(\.kept).flatMap { $0.result.map { Array($0.testByClass.keys) } ?? [] }),
      of: experiment.experiment)
    guard !names.isEmpty else { return nil }
    let measures = [Measure.hirescamInside, .hirescamOnMarker, .gradcamInside, .gradcamOnMarker].filter(
      experiment.measures.contains)
    return Table(
      caption: "By class, experiment \(experiment.name): medians over the kept models.",
      columns: [.text("class and arm"), .number("test accuracy")] + measures.map { .number($0.title) },
      rows: names.flatMap { name in
        experiment.arms.map { arm in
          let evaluations = arm.kept.compactMap { $0.result?.testByClass[name] }
          return [RichText("\(name) ") + .arm(arm), median(evaluations.map(\.accuracy))]
            + measures.map { measure in
              median(
                evaluations.compactMap { evaluation in
                  measure.method.flatMap { evaluation[$0]?.value(of: measure.quantity) }
                })
            }
        }
      })
  }

  private func median(_ values: [Double]) -> RichText {
    RichText(NumberText.share(BoxSummary(values.filter(\.isFinite))?.median))
  }
}
