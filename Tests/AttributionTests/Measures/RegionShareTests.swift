import Attribution
import Testing

/// The share of a map's sum in a region.
@Suite struct RegionShareTests {
  private let same = BilinearUpsampling(rows: 2, columns: 2, height: 2, width: 2)
  private let region = [true, true, false, false]

  private func share(_ map: [Float], in region: [Bool]) -> Double? {
    UpsampledMap(map, upsampling: same)?.share(in: region)
  }

  @Test func positiveValuesAreWeighed() throws {
    let found = try #require(share([1, 2, 4, -100], in: region))
    #expect(abs(found - 3.0 / 7) < 1e-7)
  }

  @Test func theWholeImageHoldsAllAndNothingNone() {
    let map: [Float] = [1, 2, -3, 1e-30]
    #expect(share(map, in: [true, true, true, true]) == 1)
    #expect(share(map, in: [false, false, false, false]) == 0)
  }

  @Test(arguments: [[Float]([0, 0, 0, 0]), [-1, -2, -0.0, 0], [.nan, 1, 0, 0], [.infinity, 1, 0, 0]])
  func withoutPositiveFiniteValuesThereIsNoShare(map: [Float]) {
    #expect(share(map, in: region) == nil)
  }

  /// The smallest and largest numbers still have a form.
  @Test(arguments: [Float.leastNormalMagnitude, 1e-30, 1, 1e30, .greatestFiniteMagnitude])
  func scaleDoesNotMatter(scale: Float) {
    #expect(share([scale, 0, scale, 0], in: region) == 0.5)
  }

  /// A coarse map is upsampled first: half of the pixels between two cells are nearer to the hot one.
  @Test func theImagesPixelsCount() throws {
    let upsampling = BilinearUpsampling(rows: 1, columns: 2, height: 1, width: 4)
    let map = try #require(UpsampledMap([1, 0], upsampling: upsampling))
    #expect(map.pixels == [1, 0.75, 0.25, 0])
    #expect(map.share(in: [true, false, false, true]) == 0.5)
  }
}
