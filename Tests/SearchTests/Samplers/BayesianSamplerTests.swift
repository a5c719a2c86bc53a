import Foundation
import Search
import Testing

@Suite struct BayesianSamplerTests {
  let space: SearchSpace
  let sampler: BayesianSampler
  /// Twelve trials of a smooth function with its peak at (0.3, 0.25), the middle of the first of two choices.
  let observed: [Observation]

  init() throws {
    space = try SearchSpace([
      SearchDimension(name: "rate", values: .continuous(low: 1e-5, high: 1e-2, scale: .logarithmic)),
      SearchDimension(name: "batch", values: .choices([16, 32])),
    ])
    let sampler = try BayesianSampler(space: space, seed: 11)
    self.sampler = sampler
    observed = (0..<12).map { index in
      let point = sampler.point(index)
      let (x, y) = (point[0] - 0.3, point[1] - 0.25)
      return Observation(point: point, value: 1 - x * x - 0.5 * y * y)
    }
  }

  @Test func theFirstPointsAreASobolSequence() throws {
    let sequence = try SobolSampler(dimensions: 2, seed: 11)
    #expect(sampler.initialPoints == 6)
    for index in 0..<6 {
      let point = sampler.point(index, observed: observed, pending: [])
      #expect(point[0] == sequence.point(index)[0])
      #expect(point[1] == (sequence.point(index)[1] < 0.5 ? 0.25 : 0.75))
    }
  }

  @Test func goesWhereTheFunctionIsHigh() {
    let point = sampler.point(12, observed: observed, pending: [])
    #expect(abs(point[0] - 0.3) < 0.1 && point[1] == 0.25)
  }

  /// With 160 trials the order would decide which of them a sample holds, with 20 the last bits of sums only.
  @Test(arguments: [20, 160]) func theOrderOfTrialsDoesNotMatter(count: Int) throws {
    let line = try SearchSpace([SearchDimension(name: "x", values: .continuous(low: 0, high: 1, scale: .linear))])
    for seed in 0..<UInt64(count < 100 ? 30 : 5) {
      let sampler = try BayesianSampler(space: line, seed: seed)
      let random = try RandomSampler(dimensions: 2, seed: seed)
      let trials = (0..<count).map { index in
        let draw = random.point(index)
        return Observation(point: [draw[0]], value: sin(12 * draw[0]) + draw[1])
      }
      let pending = (count..<count + 4).map { [random.point($0)[0]] }
      let point = sampler.point(count, observed: trials, pending: pending)
      #expect(sampler.point(count, observed: trials.reversed(), pending: pending) == point)
      #expect(sampler.point(count, observed: trials, pending: pending.reversed()) == point)
    }
  }

  @Test func theSameArgumentsGiveTheSamePoint() throws {
    let other = try BayesianSampler(space: space, seed: 11)
    #expect(other.point(12, observed: observed, pending: []) == sampler.point(12, observed: observed, pending: []))
    #expect(try BayesianSampler(space: space, seed: 12).point(0) != sampler.point(0))
  }

  /// Of four suggestions for the same trial, each while the ones before are running, no two are near to each other.
  @Test(arguments: 0..<10) func keepsAwayFromRunningTrials(seed: UInt64) throws {
    let function = try TestFunction.branin()
    let sampler = try BayesianSampler(space: function.space, seed: seed)
    let trials = try (0..<8).map { index in
      let point = sampler.point(index)
      return Observation(point: point, value: function.value(try function.space.values(at: point)))
    }
    var running: [[Double]] = []
    for _ in 0..<4 {
      let point = sampler.point(8, observed: trials, pending: running)
      #expect(running.allSatisfy { hypot($0[0] - point[0], $0[1] - point[1]) > 0.01 }, "\(point) beside \(running)")
      running.append(point)
    }
  }

  @Test func keepsAwayFromFailures() throws {
    // Everything below one half fails; above it the function is flat.
    let line = try SearchSpace([SearchDimension(name: "x", values: .continuous(low: 0, high: 1, scale: .linear))])
    let sampler = try BayesianSampler(space: line, seed: 3)
    var trials: [Observation] = []
    for index in 0..<24 {
      let point = sampler.point(index, observed: trials, pending: [])
      trials.append(Observation(point: point, value: point[0] < 0.5 ? nil : 1 + 0.01 * sin(9 * point[0])))
    }
    #expect(trials.dropFirst(sampler.initialPoints).count { $0.value == nil } <= 3)
  }

  @Test func failedTrialsCountAsTheWorst() {
    func point(_ value: Double?) -> [Double] {
      sampler.point(12, observed: observed + [Observation(point: [0.9, 0.75], value: value)], pending: [])
    }
    let worst = observed.compactMap(\.value).min()
    #expect(point(nil) == point(worst) && point(nil) != point(2))
    #expect(point(.nan) == point(nil) && point(.infinity) == point(nil) && point(-.infinity) == point(nil))
  }

  @Test func withoutSuccessTheSequenceGoesOn() {
    let failed = observed.map { Observation(point: $0.point, value: nil) }
    #expect(sampler.point(12, observed: failed, pending: []) == sampler.point(12))
    #expect(sampler.point(12, observed: failed, pending: []) != sampler.point(13))
  }

  @Test(arguments: [1e300, 1e-300, -1, 1]) func anyUnitWillDo(scale: Double) {
    let scaled = observed.map { Observation(point: $0.point, value: $0.value.map { $0 * scale }) }
    let point = sampler.point(12, observed: scaled, pending: [])
    #expect(point.allSatisfy { (0...1).contains($0) })
    if scale > 0 { #expect(abs(point[0] - 0.3) < 0.1) }
  }

  @Test func equalValuesAreExploredFurther() {
    let flat = observed.map { Observation(point: $0.point, value: 1) }
    let point = sampler.point(12, observed: flat, pending: [])
    #expect(!flat.map(\.point).contains(point))
  }

  @Test func pointsOfOtherSpacesAreIgnored() {
    let strange = [
      Observation(point: [], value: 5), Observation(point: [0.5], value: 5), Observation(point: [.nan, 0.5], value: 5),
    ]
    let point = sampler.point(12, observed: observed, pending: [])
    #expect(sampler.point(12, observed: strange + observed, pending: [[], [1, 2, 3], [.nan, 0]]) == point)
  }

  @Test func oneTrialIsEnoughAndThreeHundredAreNotTooMany() throws {
    let single = [Observation(point: [0.5, 0.25], value: 1)]
    #expect(sampler.point(6, observed: single, pending: []).count == 2)
    let random = try RandomSampler(dimensions: 2, seed: 1)
    let many = (0..<300).map { index in
      let point = space.dimensions.indices.map { $0 == 0 ? random.point(index)[0] : 0.25 }
      return Observation(point: point, value: -abs(point[0] - 0.6) + 0.01 * random.point(index)[1])
    }
    let point = sampler.point(300, observed: many, pending: [])
    #expect(abs(point[0] - 0.6) < 0.05)
  }

  @Test func saysWhatIsWrong() throws {
    #expect(throws: SearchError.self) { try BayesianSampler(space: space, seed: 1, initialPoints: 0) }
    let unit = SearchDimension.Values.continuous(low: 0, high: 1, scale: .linear)
    let wide = try SearchSpace((0..<17).map { try SearchDimension(name: "x\($0)", values: unit) })
    #expect(throws: SearchError.self) { try BayesianSampler(space: wide, seed: 1) }
  }
}
