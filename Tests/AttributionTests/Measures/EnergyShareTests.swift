import Attribution
import Testing

@Suite struct EnergyShareTests {
  private let total: [Float] = [2, 1, 1, 4]
  private let region: [Float] = [1, 1, 0, 0]

  @Test func positiveValuesAreWeighed() throws {
    let share = try #require(EnergyShare.of([1, 2, 3, -100], region: region, total: total))
    #expect(abs(share - 3.0 / 7) < 1e-12)
  }

  @Test func theWholeImageHoldsAllAndNothingNone() {
    let map: [Float] = [1, 2, -3, 1e-30]
    #expect(EnergyShare.of(map, region: total, total: total) == 1)
    #expect(EnergyShare.of(map, region: [0, 0, 0, 0], total: total) == 0)
  }

  @Test(arguments: [[Float](), [0, 0, 0, 0], [-1, -2, -0.0, 0], [.nan, -1, 0, 0], [.infinity, 1, 0, 0]])
  func withoutPositiveFiniteEnergyThereIsNoShare(map: [Float]) {
    #expect(EnergyShare.of(map, region: region, total: total) == nil)
  }

  /// The smallest and largest numbers still have a form.
  @Test(arguments: [Float.leastNonzeroMagnitude, 1e-30, 1, 1e30, .greatestFiniteMagnitude])
  func scaleDoesNotMatter(scale: Float) throws {
    let share = try #require(EnergyShare.of([scale, 0, scale, 0], region: region, total: total))
    #expect(abs(share - 1.0 / 3) < 1e-12)
  }
}
