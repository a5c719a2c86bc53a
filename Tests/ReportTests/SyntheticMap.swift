import CardiacMRI
import Foundation
import Images

/// Maps as attribution methods draw them, without a model.
enum SyntheticMap {
  /// A guided map is hot inside the mask, in the middle of the image; another one at its upper left and lower right too.
  static func pixels(isGuided: Bool) -> [Float] {
    let centers: [(Double, Double, Double)] = isGuided ? [(66, 55, 1)] : [(45, 30, 1), (70, 62, 0.5), (122, 95, 0.7)]
    return (0..<ImageFormat.cardiac.pixelsPerImage).map { index in
      let (row, column) = (Double(index / ImageFormat.cardiac.width), Double(index % ImageFormat.cardiac.width))
      let heat = centers.map { x, y, height in
        height * exp(-((column - x) * (column - x) + (row - y) * (row - y)) / 260)
      }
      return Float(heat.reduce(0, +))
    }
  }
}
