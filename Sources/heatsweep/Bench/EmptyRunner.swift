import Cluster

/// Trains nothing, and gives back what it was handed as the result: what such a sweep takes is what sweeping costs.
struct EmptyRunner: TrialRunner {
  func run(_ assignment: TrialAssignment, _ context: any TrialContext) throws -> TrialOutcome {
    TrialOutcome(payload: assignment.payload, reproducible: assignment.payload, isDiverged: false)
  }
}
