import Statistics
import Testing

@Suite struct NormalDistributionTests {
  struct Case: Decodable {
    var z: Double
    var p: Double
  }

  /// Relative, and so far into the tail that 1 - CDF would be 0.
  @Test func upperTailKeepsItsDigits() throws {
    for golden in try GoldenFile<Case>.load("normal_tail") {
      let p = NormalDistribution.upperTail(golden.z)
      // An error of half a unit in z's last place is multiplied by z squared.
      #expect(isClose(p, golden.p, relative: 1e-15 * max(1, golden.z * golden.z)), "z = \(golden.z): \(p)")
    }
  }
}
