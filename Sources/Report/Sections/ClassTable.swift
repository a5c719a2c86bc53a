import Studies

/// Accuracy and overlap for each class: a mean over all images can hide a class on which an arm fails.
struct ClassTable {
  let experiment: ExperimentAnalysis

  var markup: Markup {
    let names = Diagnoses.inOrder(
      Set(experiment.arms.flatMap(\.kept).flatMap { $0.result.map { Array($0.testByClass.keys) } ?? [] }))
    guard !names.isEmpty else { return .empty }
    let hasMarker = Measure.hirescamOnMarker.exists(in: experiment.experiment.setting)
    return Table(
      caption: .text("By class, experiment \(experiment.name): median over the kept models."),
      columns: [
        .text("class"), .text("arm"), .number("test accuracy"), .number("HiResCAM in the heart"),
        .number("HiResCAM on the fat"),
      ] + (hasMarker ? [.number("HiResCAM on the sex marker")] : [])
        + [.number("Grad-CAM in the heart"), .number("Grad-CAM on the fat")]
        + (hasMarker ? [.number("Grad-CAM on the sex marker")] : []),
      rows: names.flatMap { name in
        experiment.arms.map { arm in
          [.text(Diagnoses.title(name)), .text(arm.name)]
            + cells(arm.kept.compactMap { $0.result?.testByClass[name] }, hasMarker)
        }
      }
    ).markup
  }

  private func cells(_ evaluations: [Evaluation], _ hasMarker: Bool) -> [Markup] {
    let shares = [\Evaluation.hirescam, \Evaluation.gradcam].flatMap { method -> [(Evaluation) -> Double?] in
      let common: [(Evaluation) -> Double?] = [{ $0[keyPath: method].inHeart }, { $0[keyPath: method].onFat }]
      return common + (hasMarker ? [{ $0[keyPath: method].onMarker }] : [])
    }
    let accuracy: (Evaluation) -> Double? = { $0.accuracy }
    return ([accuracy] + shares).map { value in
      .text(NumberText.share(BoxSummary(evaluations.compactMap(value).filter(\.isFinite))?.median))
    }
  }
}
