import Report
import Testing

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "<\u{A0}10⁻³⁰⁰"), (3.0412e-10, "3.0\u{A0}×\u{A0}10⁻¹⁰"), (0.00099, "9.9\u{A0}×\u{A0}10⁻⁴"),
    (0.0042, "0.0042"),
    (0.0499, "0.050"), (0.21, "0.21"), (0.994, "0.99"), (1.0, "1.00"), (.nan, "undefined"),
  ])
  func `probabilities have two significant digits`(value: Double, expected: String) {
    #expect(NumberText.probability(value) == expected)
  }

  @Test(arguments: [
    (0.8724, "87.2\u{A0}%"), (1.0, "100\u{A0}%"), (0.0, "0\u{A0}%"), (0.99999, "99.9\u{A0}%"),
    (0.00004, "4.0\u{A0}×\u{A0}10⁻³\u{A0}%"), (.infinity, "∞"),
  ])
  func `percentages never round up to all, nor down to nothing`(value: Double, expected: String) {
    #expect(NumberText.percent(value) == expected)
  }

  @Test func `shares keep three decimals unless those show nothing`() {
    #expect(NumberText.share(0.3071) == "0.307")
    #expect(NumberText.share(3.9e-5) == "3.9\u{A0}×\u{A0}10⁻⁵")
    #expect(NumberText.share(0) == "0.000")
    #expect(NumberText.share(nil) == "–")
  }

  @Test func `effects have a sign, zero has none`() {
    #expect(NumberText.signed(-13.664) == "−13.66")
    #expect(NumberText.signed(0.6) == "+0.60")
    #expect(NumberText.signed(-0.001) == "0.00")
    #expect(NumberText.signed(-.infinity) == "−∞")
  }

  @Test func `coordinates are short and always numbers`() {
    #expect(NumberText.coordinate(12.5) == "12.5")
    #expect(NumberText.coordinate(12) == "12")
    #expect(NumberText.coordinate(-0.001) == "0")
    #expect(NumberText.coordinate(100) == "100")
    #expect(NumberText.coordinate(.nan) == "0")
    #expect(NumberText.coordinate(1e300) == "0")
  }

  @Test func `durations are in the unit that people would choose`() {
    #expect(NumberText.duration(3.25) == "3.2 s")
    #expect(NumberText.duration(75) == "75 s")
    #expect(NumberText.duration(1233) == "20 min 33 s")
    #expect(NumberText.duration(9000) == "2 h 30 min")
    #expect(NumberText.duration(.infinity) == "–")
  }
}
