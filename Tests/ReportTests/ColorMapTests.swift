import Report
import Testing

@Suite struct ColorMapTests {
  @Test func `the ends are inferno's, and nothing lies beyond them`() {
    #expect(ColorMap.color(0) == RGB(0x00, 0x00, 0x04))
    #expect(ColorMap.color(1) == RGB(0xFC, 0xFF, 0xA4))
    #expect(ColorMap.color(-3) == ColorMap.color(0))
    #expect(ColorMap.color(7) == ColorMap.color(1))
    #expect(ColorMap.color(.nan) == ColorMap.color(0))
    #expect(ColorMap.color(.infinity) == ColorMap.color(1))
  }

  @Test func `hotter is always lighter, so that grey print keeps the order`() {
    let lightness = (0...100).map { step -> Double in
      let color = ColorMap.color(Float(step) / 100)
      let (red, green, blue) = (Double(color.red), Double(color.green), Double(color.blue))
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    for (lower, higher) in zip(lightness, lightness.dropFirst()) {
      #expect(lower < higher)
    }
  }

  @Test func `css colours have six digits`() {
    #expect(RGB(0, 10, 255).css == "#000AFF")
  }
}
