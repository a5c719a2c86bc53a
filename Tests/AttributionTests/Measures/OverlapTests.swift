import Attribution
import Testing

/// Intersection over union, its threshold, and the pointing game.
@Suite struct OverlapTests {
  private let same = BilinearUpsampling(rows: 2, columns: 3, height: 2, width: 3)
  private static let undefined: [[Float]] = [
    [0, 0, 0, 0, 0, 0], [-1, -2, -3, -4, -5, -6], [.nan, 1, 0, 0, 0, 0], [.infinity, 1, 0, 0, 0, 0],
  ]

  @Test func aMapIsScaledByItsMaximum() throws {
    let map = try #require(UpsampledMap([1, -2, 4, 0, 2, 3], upsampling: same))
    #expect(map.pixels == [0.25, 0, 1, 0, 0.5, 0.75])
  }

  @Test(arguments: undefined) func withoutPositiveFiniteValuesNothingIsMeasured(values: [Float]) {
    let map = UpsampledMap(values, upsampling: same)
    let region = [true, false, true, false, false, true]
    #expect(map == nil)
    #expect(IntersectionOverUnion.of(map, region: region, threshold: 0.5) == nil)
    #expect(PointingGame.isHit(map, region: region) == nil)
  }

  /// By hand: at 0.5 the map has pixels 2, 4 and 5, the region 0, 2 and 5.
  @Test func overlapsAtThresholds() {
    let map = UpsampledMap([1, -2, 4, 0, 2, 3], upsampling: same)
    let region = [true, false, true, false, false, true]
    let expected: [(Float, Double)] = [(0.25, 3.0 / 4), (0.5, 2.0 / 4), (0.6, 2.0 / 3), (0.75, 2.0 / 3), (1, 1.0 / 3)]
    for (threshold, overlap) in expected {
      #expect(IntersectionOverUnion.of(map, region: region, threshold: threshold) == overlap)
    }
    let nothing = [Bool](repeating: false, count: 6)
    #expect(IntersectionOverUnion.of(map, region: nothing, threshold: 0.5) == 0)
  }

  /// A lone peak never lands on a pixel's centre: upsampled, its largest pixel is below the highest threshold.
  @Test func aPeakBetweenPixelsReachesNoHighThreshold() throws {
    let upsampling = BilinearUpsampling(rows: 1, columns: 3, height: 2, width: 6)
    let map = UpsampledMap([0, 1, 0], upsampling: upsampling)
    let empty = [Bool](repeating: false, count: 12)
    #expect(IntersectionOverUnion.of(map, region: empty, threshold: 1) == 0)
  }

  @Test func theTunerTakesTheBestMean() throws {
    var tuner = ThresholdTuner(candidates: [0.2, 0.5, 0.6, 1])
    #expect(tuner.best == nil)
    let regions = [[true, false, true, false, false, true], [false, false, true, false, false, false]]
    let maps: [[Float]] = [[1, -2, 4, 0, 2, 3], [0, 0, 9, 0, 5, 0]]
    for (map, region) in zip(maps, regions) { tuner.add(UpsampledMap(map, upsampling: same), region: region) }
    tuner.add(nil, region: regions[0])
    // (3/4 + 1/2) / 2, (2/4 + 1/2) / 2, (2/3 + 1) / 2, (1/3 + 1) / 2.
    let best = try #require(tuner.best)
    #expect(best.threshold == 0.6)
    #expect(abs(best.meanIntersectionOverUnion - 5.0 / 6) < 1e-12)
    #expect(tuner.defined == 2 && tuner.undefined == 1)
  }

  @Test func theFirstOfEqualThresholdsIsTaken() throws {
    var tuner = ThresholdTuner(candidates: [0.3, 0.9, 0.6])
    tuner.add(UpsampledMap([0, 1, 0, 0, 0, 0], upsampling: same), region: [false, true, false, false, false, false])
    #expect(tuner.best == ThresholdTuner.Choice(threshold: 0.3, meanIntersectionOverUnion: 1))
    #expect(ThresholdTuner().candidates.count == 19)
  }

  @Test func thePointIsTheFirstMaximum() {
    let region = [false, false, true, false, true, false]
    func isHit(_ map: [Float]) -> Bool? { PointingGame.isHit(UpsampledMap(map, upsampling: same), region: region) }
    #expect(isHit([1, 2, 3, 0, 1, 2]) == true)
    #expect(isHit([1, 4, 3, 0, 1, 2]) == false)
    #expect(isHit([0, 1, 2, 0, 2, 2]) == true)
    #expect(isHit([0, 2, 2, 0, 2, 2]) == false)
  }

  /// On the study's grid: a map of one cell points into it, wherever it is.
  @Test(arguments: [0, 7, 20, 47]) func onTheStudysGridACellIsWhereItsPixelsAre(cell: Int) throws {
    let upsampling = BilinearUpsampling(rows: 6, columns: 8, height: 105, width: 135)
    var values = [Float](repeating: -1, count: 48)
    values[cell] = 3
    let map = try #require(UpsampledMap(values, upsampling: upsampling))
    // Pixels whose centres lie in the cell.
    let region = (0..<105 * 135).map { pixel in
      let (row, column) = ((Double(pixel / 135) + 0.5) * 6 / 105, (Double(pixel % 135) + 0.5) * 8 / 135)
      return Int(row) == cell / 8 && Int(column) == cell % 8
    }
    #expect(PointingGame.isHit(map, region: region) == true)
    let overlap = try #require(IntersectionOverUnion.of(map, region: region, threshold: 0.5))
    // Inside the grid, the part of a square of side 1 where (1 - |x|)(1 - |y|) is at least a half: 2 (1 - log 2).
    #expect(cell == 20 ? abs(overlap - 0.614) < 0.03 : overlap > 0.6)
  }
}
