import Datasets
import Testing

@Suite struct ResizeTests {
  private struct Case: Decodable {
    var rows, columns, toRows, toColumns: Int
    var values, result: [Float]
    var codes, resizedCodes: [UInt8]

    var from: PixelSize { PixelSize(rows: rows, columns: columns) }
    var to: PixelSize { PixelSize(rows: toRows, columns: toColumns) }
  }

  private struct Percentiles: Decodable {
    var values: [Float]
    var percents, results: [Double]
  }

  @Test func asPillowDoesIt() throws {
    for golden in try Golden.json("resizing", as: [Case].self) {
      let result = TriangleResize.resize(golden.values, from: golden.from, channels: 1, to: golden.to)
      #expect(result.count == golden.result.count)
      for (value, expected) in zip(result, golden.result) {
        #expect(abs(value - expected) <= 1e-5 * max(abs(expected), 1), "\(golden.from) to \(golden.to)")
      }
      #expect(NearestResize.resize(golden.codes, from: golden.from, to: golden.to) == golden.resizedCodes)
    }
  }

  @Test func channelsDoNotMix() throws {
    for golden in try Golden.json("resizing", as: [Case].self) {
      let colors: [Float] = golden.values.flatMap { value -> [Float] in [value, 2 * value, 7] }
      let result = TriangleResize.resize(colors, from: golden.from, channels: 3, to: golden.to)
      for (index, expected) in golden.result.enumerated() {
        let tolerance: Float = 1e-4 * max(abs(expected), 1)
        let pixel = Array(result[3 * index..<3 * index + 3])
        #expect(abs(pixel[0] - expected) <= tolerance)
        #expect(abs(pixel[1] - 2 * expected) <= 2 * tolerance)
        #expect(abs(pixel[2] - 7) <= 1e-5)
      }
    }
  }

  @Test func percentilesAreNumPys() throws {
    for golden in try Golden.json("percentiles", as: [Percentiles].self) {
      let half = golden.values.count / 2
      let ranks = IntensityRanks([Array(golden.values[..<half]), Array(golden.values[half...])])
      for (percent, expected) in zip(golden.percents, golden.results) {
        #expect(abs(ranks.percentile(percent) - expected) <= 1e-9 * max(abs(expected), 1))
      }
    }
  }
}
