extension PlannedComparison {
  /// Most planned comparisons: a correction over more would leave nothing to find.
  private static let most = 200

  /// The comparisons of an item: each of its measures, of each of its arms with the reference.
  static func comparisons(_ field: StudyField, in experiments: [Experiment]) throws -> [PlannedComparison] {
    let fields = try field.fields(known: ["experiment", "measures", "reference", "arms"])
    let experiment = try fields["experiment"].map { try $0.name() }
    if let experiment, !experiments.contains(where: { $0.name == experiment }), let field = fields["experiment"] {
      throw field.error(expected: "an experiment of the study", found: "`\(experiment)`")
    }
    func arm(_ field: StudyField) throws -> String {
      let name = try field.name()
      let own = experiments.filter { experiment == nil || $0.name == experiment }
      guard own.contains(where: { $0.arms.contains { $0.name == name } }) else {
        throw field.error(expected: "an arm of the study", found: "`\(name)`")
      }
      return name
    }
    let reference = try arm(fields.required("reference"))
    let arms = try fields.required("arms").items(expected: "arms").map { field in
      let name = try arm(field)
      guard name != reference else { throw field.error(expected: "another arm than the reference") }
      return name
    }
    let measures = try fields.required("measures").items(expected: "measures").map { field in
      let name = try field.name()
      guard let measure = Measure(name: name) else {
        throw field.error(expected: "a measure, such as hirescam_inside or test_accuracy", found: "`\(name)`")
      }
      return measure
    }
    return arms.flatMap { arm in
      measures.map { PlannedComparison(experiment: experiment, measure: $0, reference: reference, arm: arm) }
    }
  }

  /// All comparisons of a list.
  static func list(_ field: StudyField, in experiments: [Experiment]) throws -> [PlannedComparison] {
    var all: [PlannedComparison] = []
    for item in try field.items(expected: "comparisons") {
      for comparison in try comparisons(item, in: experiments) {
        guard !all.contains(comparison) else { throw item.error(expected: "each comparison once") }
        all.append(comparison)
      }
    }
    guard all.count <= most else {
      throw field.error(expected: "at most \(most) comparisons", found: "\(all.count)")
    }
    return all
  }
}
