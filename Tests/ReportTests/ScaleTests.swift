import Report
import Testing

@Suite struct ScaleTests {
  @Test func `a linear axis ends on round numbers around its values`() {
    let scale = Scale.linear([0, 1], start: 100, end: 0)
    #expect(scale.ticks.map(\.label) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(scale.position(0) == 100)
    #expect(scale.position(1) == 0)
    #expect(abs(scale.position(0.25) - 75) < 1e-9)
    let narrow = Scale.linear([0.913, 0.997], start: 0, end: 1)
    #expect(narrow.low <= 0.913 && narrow.high >= 0.997)
    #expect(narrow.ticks.map(\.label) == ["0.90", "0.92", "0.94", "0.96", "0.98", "1.00"])
  }

  @Test(arguments: [[], [0.5], [0, 0], [.nan, 0.2], [-.infinity, 3, 3]] as [[Double]])
  func `no values, one value and values that are not finite make an axis too`(values: [Double]) {
    for scale in [Scale.linear(values, start: 0, end: 10), Scale.logarithmic(values, floor: 1e-6, start: 0, end: 10)] {
      #expect(scale.high > scale.low)
      #expect((1...12).contains(scale.ticks.count))
      for value in values + [0] {
        #expect((0...10).contains(scale.position(value)))
      }
    }
  }

  @Test func `a wide logarithmic axis has decades, and says where it cuts`() {
    let scale = Scale.logarithmic([0, 3e-5, 0.02], floor: 1e-6, start: 0, end: 4)
    #expect(scale.ticks.map(\.label) == ["≤\u{A0}10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"])
    #expect(scale.position(0) == 0)
    #expect(scale.position(1e-9) == 0)
  }

  @Test func `a narrow logarithmic axis has ticks between the decades`() {
    let scale = Scale.logarithmic([3e-4, 1.5e-3], start: 0, end: 1)
    #expect(scale.ticks.map(\.value).contains { abs($0 - 5e-4) < 1e-9 })
    #expect(scale.ticks.count >= 4)
    #expect(scale.position(3e-4) > 0 && scale.position(1.5e-3) < 1)
  }
}
