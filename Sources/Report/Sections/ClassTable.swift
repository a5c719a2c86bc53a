import Studies

/// Accuracy and overlap for each class: a mean over all images can hide a class on which an arm fails.
struct ClassTable {
  let experiment: ExperimentAnalysis

  var markup: Markup {
    let names = Diagnoses.inOrder(
      Set(experiment.arms.flatMap(\.kept).flatMap { $0.result.map { Array($0.testByClass.keys) } ?? [] }))
    guard !names.isEmpty else { return .empty }
    let hasMarker = Measure.hirescamOnMarker.exists(in: experiment.experiment.setting)
    let markerColumns: [Table.Column] = hasMarker ? [.number("on the marker")] : []
    let methodColumns = ["HiResCAM", "Grad-CAM"].flatMap { method in
      ([.number("in the heart"), .number("on the fat")] + markerColumns).map { column in
        Table.Column.number("\(method) \(column.title)")
      }
    }
    let columns: [Table.Column] = [.text("class"), .text("arm"), .number("test accuracy")] + methodColumns
    return element("div", ["class": "table"]) {
      element("table", ["class": "grouped"]) {
        element("caption") { "By class, experiment \(experiment.name): medians over the kept models." }
        element("thead") { element("tr") { columns.map(Table.heading) } }
        for name in names {
          element("tbody") { rows(name, hasMarker) }
        }
      }
    }
  }

  private func rows(_ name: String, _ hasMarker: Bool) -> [Markup] {
    experiment.arms.enumerated().map { position, arm in
      element("tr") {
        if position == 0 {
          element("th", ["rowspan": "\(experiment.arms.count)", "scope": "rowgroup"]) { Diagnoses.title(name) }
        }
        element("td") { arm.name }
        for cell in cells(arm.kept.compactMap { $0.result?.testByClass[name] }, hasMarker) {
          element("td", ["class": "number"]) { cell }
        }
      }
    }
  }

  private func cells(_ evaluations: [Evaluation], _ hasMarker: Bool) -> [Markup] {
    let methods: [AttributionMethodKind] = [.hirescam, .gradcam]
    let shares = methods.flatMap { method -> [(Evaluation) -> Double?] in
      let common: [(Evaluation) -> Double?] = [{ $0[method]?.inHeart }, { $0[method]?.onFat }]
      return common + (hasMarker ? [{ $0[method]?.onMarker }] : [])
    }
    let accuracy: (Evaluation) -> Double? = { $0.accuracy }
    return ([accuracy] + shares).map { value in
      .text(NumberText.share(BoxSummary(evaluations.compactMap(value).filter(\.isFinite))?.median))
    }
  }
}
