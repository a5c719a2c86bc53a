import CardiacMRI
import Studies

/// Names and order of the classes as the report has them.
enum ClassNames {
  /// "Normal (NOR)"; an unknown name stays as it is.
  static func title(_ name: String) -> String {
    guard let diagnosis = Diagnosis.allCases.first(where: { $0.name == name }) else { return name }
    return "\(diagnosis.title) (\(name))"
  }

  /// The experiment's classes in their order, others behind them by name.
  static func inOrder(_ names: Set<String>, of experiment: Experiment) -> [String] {
    let known = experiment.source.format.classes.filter(names.contains)
    return known + names.subtracting(known).sorted()
  }
}

extension Diagnosis {
  fileprivate var title: String {
    switch self {
    case .nor: "Normal"
    case .dcm: "Dilated cardiomyopathy"
    case .hcm: "Hypertrophic cardiomyopathy"
    case .arv: "Arrhythmogenic right ventricular cardiomyopathy"
    }
  }
}
