import Foundation
import Search
import Testing

@Suite struct SuccessiveHalvingTests {
  struct Case: Decodable {
    struct Report: Decodable {
      var trial: Int
      var resource: Int
      var value: Double
      var stops: Bool
    }
    var minimum: Int
    var factor: Int
    var maximum: Int
    var reports: [Report]
  }

  private func halving(from minimum: Int = 1, by factor: Int = 3, to maximum: Int = 27) throws -> SuccessiveHalving {
    try SuccessiveHalving(minimumResource: minimum, reductionFactor: factor, maximumResource: maximum)
  }

  @Test func decidesAsRayTunesRule() throws {
    for golden in try GoldenFile<Case>.load("successive_halving") {
      var state = try halving(from: golden.minimum, by: golden.factor, to: golden.maximum)
      for report in golden.reports {
        let decision = state.report(trial: report.trial, resource: report.resource, value: report.value)
        #expect(decision == (report.stops ? .stop : .continue), "\(report)")
      }
    }
  }

  @Test func rungsArePowersBelowTheMaximum() throws {
    #expect(try halving().rungs == [1, 3, 9])
    #expect(try halving(to: 28).rungs == [1, 3, 9, 27])
    #expect(try halving(from: 2, by: 4, to: 3).rungs == [2])
    #expect(try halving(from: 1, by: 2, to: .max).rungs.count == 63)
    #expect(try halving(from: 1, by: .max, to: .max).rungs == [1])
  }

  @Test func risingValuesAllGoOnAndFallingOnesStop() throws {
    var (rising, falling) = (try halving(), try halving())
    for trial in 0..<30 {
      #expect(rising.report(trial: trial, resource: 1, value: Double(trial)) == .continue)
      #expect(falling.report(trial: trial, resource: 1, value: -Double(trial)) == (trial == 0 ? .continue : .stop))
    }
    #expect(falling.stoppedTrials == Array(1..<30))
  }

  /// An accuracy of 1, or a third that rounds, is reached by many trials: none of them is worse than the others.
  @Test(arguments: [1.0, 1.0 / 3, 0.9, -1e300], [2, 3, 4, 7]) func equalValuesAllGoOn(value: Double, factor: Int) throws
  {
    var state = try halving(by: factor)
    for trial in 0..<50 { #expect(state.report(trial: trial, resource: 1, value: value) == .continue) }
  }

  /// Of values in random order, about one in `factor` passes each rung.
  @Test(arguments: [2, 3, 4, 10]) func aboutOneInFactorPasses(factor: Int) throws {
    var state = try halving(by: factor)
    let values = try RandomSampler(dimensions: 1, seed: UInt64(factor))
    let decisions = (0..<4000).map { state.report(trial: $0, resource: 1, value: values.point($0)[0]) }
    let share = Double(decisions.count { $0 == .continue }) / 4000
    #expect(abs(share - 1 / Double(factor)) < 0.03)
  }

  @Test func aRepeatedReportChangesNothing() throws {
    var state = try halving()
    _ = state.report(trial: 1, resource: 1, value: 0.9)
    #expect(state.report(trial: 2, resource: 1, value: 0.1) == .stop)
    let before = state
    #expect(state.report(trial: 1, resource: 1, value: 0.0) == .continue)
    #expect(state.report(trial: 1, resource: 2, value: 0.0) == .continue)
    #expect(state.report(trial: 2, resource: 1, value: 1.0) == .stop)
    #expect(state == before)
  }

  @Test func aJumpCountsAtTheHighestRungOnly() throws {
    var state = try halving()
    #expect(state.report(trial: 1, resource: 10, value: 0.9) == .continue)
    #expect(state.report(trial: 2, resource: 1, value: 0.1) == .continue)
    #expect(state.report(trial: 2, resource: 3, value: 0.1) == .continue)
    #expect(state.report(trial: 2, resource: 9, value: 0.1) == .stop)
  }

  @Test func aValueThatIsNotFiniteStopsAnywhereAndIsNotRecorded() throws {
    var state = try halving()
    for (trial, value) in [Double.nan, .infinity, -.infinity].enumerated() {
      #expect(state.report(trial: trial, resource: [0, 1, 27][trial], value: value) == .stop)
    }
    #expect(state.report(trial: 7, resource: 1, value: -5) == .continue)
    #expect(state.stoppedTrials == [0, 1, 2])
  }

  @Test func nothingIsStoppedBelowTheMinimumOrAtTheMaximum() throws {
    var state = try halving(from: 2)
    _ = state.report(trial: 1, resource: 26, value: 1)
    #expect(state.report(trial: 2, resource: 1, value: 0) == .continue)
    #expect(state.report(trial: 3, resource: 27, value: 0) == .continue)
    #expect(state.report(trial: 4, resource: -1, value: 0) == .continue)
  }

  /// Stored and read back after any report, the state decides as if it had never been stored.
  @Test func goesOnFromWhatWasStored() throws {
    let values = try RandomSampler(dimensions: 3, seed: 8)
    var (kept, stored) = (try halving(), try halving())
    for index in 0..<300 {
      let draw = values.point(index)
      let (trial, resource) = (Int(draw[0] * 40), Int(draw[1] * 30))
      let decision = kept.report(trial: trial, resource: resource, value: draw[2])
      stored = try JSONDecoder().decode(SuccessiveHalving.self, from: JSONEncoder().encode(stored))
      #expect(stored.report(trial: trial, resource: resource, value: draw[2]) == decision)
      #expect(stored == kept)
    }
  }

  @Test(arguments: [
    #""minimumResource":0,"values":[[],[],[]],"passed":{}"#,
    #""minimumResource":1,"values":[[]],"passed":{}"#,
    #""minimumResource":1,"values":[[2,1],[],[]],"passed":{}"#,
    #""minimumResource":1,"values":[[],[],[]],"passed":{"1":4}"#,
  ])
  func refusesAStateThatNoReportsLeadTo(state: String) {
    let json = #"{"reductionFactor":3,"maximumResource":27,"stopped":[],\#(state)}"#
    #expect(throws: SearchError.self) { try JSONDecoder().decode(SuccessiveHalving.self, from: Data(json.utf8)) }
  }

  @Test func saysWhatIsWrongInOneLine() {
    func line(_ minimum: Int, _ factor: Int, _ maximum: Int) -> String? {
      do {
        _ = try halving(from: minimum, by: factor, to: maximum)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(line(0, 3, 9) == "successive halving: expected a minimum resource of at least 1, found 0")
    #expect(line(1, 1, 9) == "successive halving: expected a reduction factor of at least 2, found 1")
    #expect(line(9, 3, 9) == "successive halving: expected a maximum resource above the minimum, 9, found 9")
  }
}
