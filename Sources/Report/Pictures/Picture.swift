import Foundation
import Images

/// The three kinds of picture in the report, as data URIs, so that the page needs no other file.
package enum Picture {
  /// The image as the model sees it.
  static func image(_ pixels: [UInt8], _ format: ImageFormat) throws -> String {
    try dataURI(
      PNG.encode(pixels, width: format.width, height: format.height, as: format.channels == 1 ? .gray : .rgb))
  }

  /// The segmentation, one colour for each part.
  static func mask(_ labels: [UInt8], _ format: ImageFormat) throws -> String {
    let colors = MaskColors(format)
    let indices = labels.map { colors.index[Int($0)] }
    return try dataURI(
      PNG.encode(indices, width: format.width, height: format.height, as: .indexed(palette: colors.palette)))
  }

  /// The map over its image: divided by its own maximum, and the more opaque the hotter, so that the image stays visible.
  static func overlay(_ map: [Float], on pixels: [UInt8], _ format: ImageFormat) throws -> String {
    let mixed = self.mixed(map, on: pixels, channels: format.channels)
    return try dataURI(PNG.encode(mixed, width: format.width, height: format.height, as: .rgb))
  }

  /// The same as red, green and blue, height x width x 3.
  package static func mixed(_ map: [Float], on pixels: [UInt8], channels: Int) -> [UInt8] {
    let maximum = map.lazy.filter(\.isFinite).max() ?? 0
    var mixed: [UInt8] = []
    mixed.reserveCapacity(map.count * 3)
    for (place, value) in map.enumerated() {
      let heat = maximum > 0 && value.isFinite ? max(value / maximum, 0) : 0
      let opacity = min(heat * 1.6, 0.85)
      let color = ColorMap.color(heat)
      for (channel, level) in [color.red, color.green, color.blue].enumerated() {
        mixed.append(ColorMap.blend(pixels[place * channels + min(channel, channels - 1)], level, opacity))
      }
    }
    return mixed
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
