import Statistics
import Studies

/// Two arms of an experiment compared by one measure, or the reason why they could not be.
struct MeasureComparison: Sendable {
  let experiment: String
  let measure: Measure
  let a: Group
  let b: Group
  /// Nil where the arms could not be compared; `obstacle` then says why.
  let result: GroupComparison?
  let obstacle: String?

  /// The kept models of one arm.
  struct Group: Sendable {
    let arm: String
    /// The defined values.
    let values: [Double]
    /// Kept models for which the measure has no value.
    let undefined: Int
  }

  /// Nil where the measure has no value in either arm: there is nothing to compare.
  init?(experiment: Experiment, measure: Measure, a: ArmAnalysis, b: ArmAnalysis) {
    self.experiment = experiment.name
    self.measure = measure
    self.a = Group(a, measure)
    self.b = Group(b, measure)
    let groups = [self.a, self.b]
    guard groups.contains(where: { !$0.values.isEmpty }) else { return nil }
    if let empty = groups.first(where: { $0.values.isEmpty }) {
      (result, obstacle) = (nil, "no kept model of \(empty.arm) has a value")
      return
    }
    do {
      (result, obstacle) = (try compareGroups(self.a.values, self.b.values), nil)
    } catch {
      (result, obstacle) = (nil, "\(error)")
    }
  }

  /// The smaller of the two groups.
  var smallestCount: Int { min(a.values.count, b.values.count) }
}

extension MeasureComparison.Group {
  init(_ arm: ArmAnalysis, _ measure: Measure) {
    let values = arm.values(of: measure)
    self.init(arm: arm.name, values: values, undefined: arm.kept.count - values.count)
  }
}
