import CardiacMRI

/// Names and order of the classes as the report has them.
enum Diagnoses {
  /// "Normal (NOR)"; an unknown name stays as it is.
  static func title(_ name: String) -> String {
    guard let diagnosis = Diagnosis.allCases.first(where: { $0.name == name }) else { return name }
    return "\(diagnosis.title) (\(name))"
  }

  /// The study's classes first, in its order, others by name.
  static func inOrder(_ names: Set<String>) -> [String] {
    let known = Diagnosis.allCases.map(\.name).filter(names.contains)
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
