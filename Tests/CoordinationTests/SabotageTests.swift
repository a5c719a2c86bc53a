import Coordination
import TestKit
import Testing

/// Coordinators that break their promises, each in its own way: the checker finds every one, within a few seeds.
struct SabotageTests {
  private typealias Sabotage = @Sendable (inout [CoordinatorAction]) -> Void

  /// The first rule that was broken, by the first seed that broke one.
  private func firstBroken(_ sabotage: @escaping Sabotage) throws -> Set<HistoryViolation.Rule> {
    for seed in UInt64(0)..<200 {
      let scenario = SimulatedScenario(seed: seed)
      var cluster = scenario.cluster
      cluster.sabotage = sabotage
      try cluster.run()
      let violations = scenario.violations(in: cluster.history)
      if !violations.isEmpty { return Set(violations.map(\.rule)) }
    }
    return []
  }

  @Test func sendingBeforeStoringIsFound() throws {
    let broken = try firstBroken { actions in
      func isStore(_ action: CoordinatorAction) -> Bool { if case .store = action { true } else { false } }
      actions = actions.filter { !isStore($0) } + actions.filter(isStore)
    }
    #expect(broken.contains(.noTwoOwners))
  }

  @Test func acknowledgingWhatIsNotStoredIsFound() throws {
    let broken = try firstBroken { actions in
      actions.removeAll { if case .store(.accepted) = $0 { true } else { false } }
    }
    #expect(broken.contains(.noResultIsLost))
  }

  @Test func forgettingLeasesIsFound() throws {
    let broken = try firstBroken { actions in
      actions.removeAll { if case .store(.leased) = $0 { true } else { false } }
    }
    #expect(broken.contains(.noTwoOwners))
  }

  @Test func handingOutWhatWasNotPutBackIsFound() throws {
    let broken = try firstBroken { actions in
      actions.removeAll { if case .store(.requeued) = $0 { true } else { false } }
    }
    #expect(broken.contains(.noTwoOwners))
  }

  @Test func blamingForAnUnluckyWorkerIsFound() throws {
    let broken = try firstBroken { actions in
      actions = actions.map { action in
        guard case .store(.requeued(let trial)) = action else { return action }
        let work = Work(trial: trial, attempt: 1)
        return .store(.failed(work, failures: 1, reason: "", crashedOn: nil, isQuarantined: false))
      }
    }
    #expect(broken.contains(.noBlameWithoutCause))
  }

  @Test func deafnessIsFound() throws {
    let broken = try firstBroken { actions in
      actions.removeAll { if case .send(.acknowledge, _) = $0 { true } else { false } }
    }
    #expect(broken.contains(.noResultIsLost) && broken.contains(.everyTrialEndsOnce))
  }

  @Test func waitingTooLongForTheSilentIsFound() throws {
    var patient = SimulatedScenario(seed: 1, trials: [SimulatedTrial(seconds: 9, behaviour: .succeeds)], workers: 1)
    patient.faults.workerDiesBefore = 6
    patient.faults.notice = 0
    let strict = patient
    patient.timing.lease = .seconds(60)
    #expect(strict.violations(in: try strict.history()).isEmpty)
    #expect(strict.violations(in: try patient.history()).map(\.rule) == [.leasesEnd])
  }
}
