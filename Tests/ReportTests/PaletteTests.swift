import Foundation
import Report
import Testing

@Suite struct PaletteTests {
  /// Contrast ratio of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.2).
  private func contrast(_ first: RGB, _ second: RGB) -> Double {
    func luminance(_ color: RGB) -> Double {
      let parts = [color.red, color.green, color.blue].map { channel -> Double in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test func `contrast is that of the guidelines`() {
    #expect(abs(contrast(RGB(0, 0, 0), RGB(255, 255, 255)) - 21) < 1e-9)
    #expect(abs(contrast(RGB(0x76, 0x76, 0x76), RGB(255, 255, 255)) - 4.54) < 0.01)
  }

  @Test(arguments: [Palette.light, Palette.dark])
  func `text can be read on every ground`(palette: Palette) {
    for ground in [palette.paper, palette.tint, palette.answer, palette.warning, palette.marked] {
      #expect(contrast(palette.ink, ground) >= 4.5)
    }
    for ground in [palette.paper, palette.answer] {
      #expect(contrast(palette.soft, ground) >= 4.5)
      #expect(contrast(palette.link, ground) >= 4.5)
    }
  }

  @Test(arguments: [Palette.light, Palette.dark])
  func `marks of arms stand out from the ground`(palette: Palette) {
    #expect(palette.arms.count == Palette.light.arms.count)
    for color in palette.arms { #expect(contrast(color, palette.paper) >= 3, "\(color.css)") }
  }
}
