import Foundation

/// The three kinds of picture in the report, as data URIs, so that the page needs no other file.
enum Picture {
  private static let (width, height) = (ExampleImage.width, ExampleImage.height)

  /// The image as the model sees it.
  static func image(_ pixels: [UInt8]) throws -> String {
    try dataURI(PNG.encode(pixels, width: width, height: height, as: .gray))
  }

  /// The segmentation, one colour for each part.
  static func mask(_ labels: [UInt8]) throws -> String {
    let palette = [MaskColors.background] + MaskColors.parts.map(\.color)
    let indices = labels.map { label in
      MaskColors.part(of: label).map { UInt8($0 + 1) } ?? 0
    }
    return try dataURI(PNG.encode(indices, width: width, height: height, as: .indexed(palette: palette)))
  }

  /// The map over its image: divided by its own maximum, and the more opaque the hotter, so that the image stays visible.
  static func overlay(_ map: [Float], on pixels: [UInt8]) throws -> String {
    let maximum = map.lazy.filter(\.isFinite).max() ?? 0
    var mixed: [UInt8] = []
    mixed.reserveCapacity(pixels.count * 3)
    for (value, gray) in zip(map, pixels) {
      let heat = maximum > 0 && value.isFinite ? max(value / maximum, 0) : 0
      let opacity = min(heat * 1.6, 0.85)
      let color = ColorMap.color(heat)
      for channel in [color.red, color.green, color.blue] {
        mixed.append(ColorMap.blend(gray, channel, opacity))
      }
    }
    return try dataURI(PNG.encode(mixed, width: width, height: height, as: .rgb))
  }

  /// The colour scale, from 0 on the left to the maximum on the right.
  static func colorScale() throws -> String {
    let colors = (0..<128).map { ColorMap.color(Float($0) / 127) }
    return try dataURI(PNG.encode(colors.flatMap { [$0.red, $0.green, $0.blue] }, width: 128, height: 1, as: .rgb))
  }

  private static func dataURI(_ png: Data) -> String {
    "data:image/png;base64," + png.base64EncodedString()
  }
}
