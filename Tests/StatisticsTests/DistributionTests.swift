import Statistics
import Testing

@Suite struct DistributionTests {
  struct NormalCase: Decodable {
    var p: Double
    var z: Double
  }

  struct StudentCase: Decodable {
    var t: Double
    var degreesOfFreedom: Double
    var upperTail: Double
  }

  struct StudentQuantileCase: Decodable {
    var p: Double
    var degreesOfFreedom: Double
    var t: Double
  }

  @Test func normalQuantileIsAccurate() throws {
    for golden in try GoldenFile<NormalCase>.load("normal_quantile") {
      let z = NormalDistribution.quantile(golden.p)
      #expect(isClose(z, golden.z, relative: 1e-14), "p = \(golden.p): \(z), exactly \(golden.z)")
    }
  }

  @Test func normalQuantileUndoesTheTail() {
    for p in [1e-250, 1e-9, 0.01, 0.07, 0.08, 0.2, 0.45] {
      #expect(isClose(NormalDistribution.upperTail(-NormalDistribution.quantile(p)), p, relative: 1e-12))
    }
    for p in [0.001, 0.07, 0.08, 0.2, 0.45] {
      #expect(isClose(NormalDistribution.quantile(1 - p), -NormalDistribution.quantile(p)))
    }
    #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
    #expect([-0.1, 1.1, .nan].allSatisfy { NormalDistribution.quantile($0).isNaN })
  }

  @Test func studentsTIsAccurateFarIntoTheTail() throws {
    for golden in try GoldenFile<StudentCase>.load("student_t") {
      let tail = StudentT.upperTail(golden.t, degreesOfFreedom: golden.degreesOfFreedom)
      #expect(
        isClose(tail, golden.upperTail, relative: 5e-12),
        "t = \(golden.t), \(golden.degreesOfFreedom) degrees: \(tail), exactly \(golden.upperTail)")
    }
  }

  @Test func studentsTQuantileIsAccurate() throws {
    for golden in try GoldenFile<StudentQuantileCase>.load("student_t_quantile") {
      let t = StudentT.quantile(golden.p, degreesOfFreedom: golden.degreesOfFreedom)
      #expect(
        isClose(t, golden.t, relative: 1e-12),
        "p = \(golden.p), \(golden.degreesOfFreedom) degrees: \(t), exactly \(golden.t)")
    }
  }

  /// With 1 and 2 degrees of freedom the distribution has a closed form, at any scale.
  @Test func studentsTHasItsClosedForms() {
    for t in [1e-12, 0.3, 1, 1.8, 7, 1e10, 1e200] {
      let cauchy = t > 1 ? 1 / (Double.pi * t) * (1 - 1 / (3 * t * t) + 1 / (5 * t * t * t * t)) : nil
      if let cauchy, t > 1e3 { #expect(isClose(StudentT.upperTail(t, degreesOfFreedom: 1), cauchy)) }
      let two = 1 / ((2 + t * t).squareRoot() * ((2 + t * t).squareRoot() + t))
      if two > 0 { #expect(isClose(StudentT.upperTail(t, degreesOfFreedom: 2), two), "t = \(t)") }
      let sum = StudentT.cumulative(t, degreesOfFreedom: 3.3) + StudentT.upperTail(t, degreesOfFreedom: 3.3)
      #expect(isClose(sum, 1))
    }
  }

  @Test func studentsTAnswersEveryArgument() {
    #expect(StudentT.upperTail(.infinity, degreesOfFreedom: 3) == 0)
    #expect(StudentT.upperTail(-.infinity, degreesOfFreedom: 3) == 1)
    #expect(StudentT.upperTail(.nan, degreesOfFreedom: 3).isNaN && StudentT.upperTail(1, degreesOfFreedom: 0).isNaN)
    #expect(StudentT.upperTail(1, degreesOfFreedom: .nan).isNaN && StudentT.upperTail(1, degreesOfFreedom: -2).isNaN)
    #expect(StudentT.upperTail(1.5, degreesOfFreedom: .infinity) == NormalDistribution.upperTail(1.5))
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 4) == 0)
    #expect(StudentT.quantile(0, degreesOfFreedom: 4) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 4) == .infinity)
    #expect(StudentT.quantile(1e-300, degreesOfFreedom: 0.01) == -.infinity)
    #expect(StudentT.quantile(.nan, degreesOfFreedom: 4).isNaN && StudentT.quantile(0.2, degreesOfFreedom: -1).isNaN)
  }
}
