import Studies

/// Accuracy and every overlap of the kept models, arm by arm.
struct ArmTable {
  let experiment: ExperimentAnalysis

  var markup: Markup {
    let measures = Measure.all.filter {
      experiment.experiment.measures($0) && [.inHeart, .onFat, .onMarker].contains($0.quantity)
    }
    return Table(
      caption: .text(
        "Kept models of experiment \(experiment.name): median [lower quartile, upper quartile]. Undefined maps: of all test images of all models, those whose map has no positive value (HiResCAM / Grad-CAM)."
      ),
      columns: [
        .text("arm"), .number("models"), .number("validation accuracy"), .number("test accuracy"),
      ] + measures.map { .number($0.title) } + [.number("undefined maps")],
      rows: experiment.arms.map { arm in
        let validation = arm.kept.compactMap { $0.result?.epochs.last?.validationAccuracy }
        let overlaps = measures.map { Self.spread(arm.values(of: $0)) }
        let cells: [Markup] = [
          .text(arm.name), .text("\(arm.kept.count)"), Self.spread(validation),
          Self.spread(arm.values(of: .testAccuracy)),
        ]
        return cells + overlaps + [.text(undefined(arm))]
      }
    ).markup
  }

  private func undefined(_ arm: ArmAnalysis) -> String {
    let tests = arm.kept.compactMap { $0.result?.test }
    func count(_ method: AttributionMethodKind) -> Int { tests.reduce(0) { $0 + ($1[method]?.undefined ?? 0) } }
    return "\(count(.hirescam)) / \(count(.gradcam))"
  }

  /// The median, and the quartiles in small print below it.
  static func spread(_ values: [Double]) -> Markup {
    guard let box = BoxSummary(values.filter(\.isFinite)) else { return .text("–") }
    return group {
      NumberText.share(box.median)
      element("span", ["class": "quartiles"]) {
        "[\(NumberText.share(box.lowerQuartile)), \(NumberText.share(box.upperQuartile))]"
      }
    }
  }
}
