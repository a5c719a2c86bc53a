import LivePage
import Report
import Studies

extension LiveStudy {
  /// Measures of an experiment beyond these are left to the report.
  private static let mostMeasures = 6

  /// The study as the page shows it: arms in the report's colours, and the measures that its comparisons are about.
  init(_ study: Study) {
    self.init(
      name: study.name, question: study.question, part: study.part?.description,
      experiments: study.experiments.map { experiment in
        let planned = study.plannedComparisons.filter { $0.experiment == experiment.name }.map(\.measure)
        let candidates = planned.isEmpty ? Study.comparedByDefault.filter(experiment.measures) : planned
        var measures: [Studies.Measure] = []
        for measure in candidates + [.testAccuracy] where !measures.contains(measure) { measures.append(measure) }
        return Experiment(
          name: experiment.name, minimumAccuracy: experiment.minimumValidationAccuracy,
          arms: experiment.arms.enumerated().map { index, arm in
            func color(_ palette: Palette) -> String { palette.arms[index % palette.arms.count].css }
            return Arm(name: arm.name, light: color(.light), dark: color(.dark))
          },
          measures: measures.prefix(Self.mostMeasures).map { Measure(name: $0.name, title: $0.capitalizedTitle) })
      })
  }

  /// Names of the measures that are shown of an experiment's models.
  func measures(of experiment: String) -> [String] {
    experiments.first { $0.name == experiment }?.measures.map(\.name) ?? []
  }
}
