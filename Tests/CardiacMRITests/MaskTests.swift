import CardiacMRI
import Images
import Testing

@Suite struct MaskTests {
  private let dataset = ImageDataset(setting: .marker, count: 12, seed: 14)

  @Test(arguments: Region.allCases) func aCellAPixelIsTheMaskItself(region: Region) {
    let coverage = dataset.coverage(of: region, image: 4, rows: 105, columns: 135)
    #expect(coverage == dataset.mask(of: region, image: 4).map { $0 ? 1 : 0 })
  }

  @Test(arguments: Region.allCases, [(6, 8), (1, 1), (3, 4), (7, 9), (13, 17), (210, 270), (107, 1)])
  func cellsTogetherCoverTheRegionsArea(region: Region, grid: (rows: Int, columns: Int)) {
    for image in 0..<dataset.count {
      let coverage = dataset.coverage(of: region, image: image, rows: grid.rows, columns: grid.columns)
      let cellArea = 105.0 * 135 / Double(grid.rows * grid.columns)
      let area = coverage.reduce(0) { $0 + Double($1) } * cellArea
      #expect(coverage.count == grid.rows * grid.columns)
      #expect(abs(area - Double(dataset.mask(of: region, image: image).count { $0 })) < 1e-3)
    }
  }

  /// Every pixel is cut into 6 x 8 equal parts, so that each part lies in one cell; then the parts are counted.
  @Test func coverageIsTheCountOfFineParts() {
    let mask = dataset.mask(of: .inside, image: 5)
    var counts = [Int](repeating: 0, count: 48)
    for y in 0..<630 {
      for x in 0..<1080 where mask[y / 6 * 135 + x / 8] {
        counts[y / 105 * 8 + x / 135] += 1
      }
    }
    let coverage = dataset.coverage(of: .inside, image: 5, rows: 6, columns: 8)
    #expect(coverage == counts.map { Float($0) / 14_175 })
  }

  /// The marker fills rows 95 to 103 and columns 125 to 133; the last cell begins at row 87.5 and column 118.125.
  @Test func theMarkersCellIsCoveredByItsArea() throws {
    let image = try #require(ImageDataset.isMale(setting: .marker, count: 12, seed: 14).firstIndex(of: true))
    let coverage = dataset.coverage(of: .marker, image: image, rows: 6, columns: 8)
    #expect(coverage[47] == Float(81 / (17.5 * 16.875)))
    #expect(coverage.dropLast().allSatisfy { $0 == 0 })
  }

  @Test func aCellInsideIsExactlyOne() {
    let coverage = dataset.coverage(of: .inside, image: 1, rows: 35, columns: 45)
    #expect(coverage.contains(1))
    #expect(coverage.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func regionsAreTheirLabels() {
    let members = Region.allCases.map { region in
      let isMember = ImageFormat.cardiac.membership(of: region)
      return (0...255).filter { isMember[$0] }
    }
    #expect(members == [[11, 12, 13, 14], [15], [16]])
  }
}
