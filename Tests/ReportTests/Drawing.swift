import Foundation
import Report

/// A rough picture of two discs, a bar and a marker, with labels and with maps as attribution methods draw them.
struct Drawing {
  private(set) var pixels = [UInt8](repeating: 0, count: ExampleImage.height * ExampleImage.width)
  private(set) var labels = [UInt8](repeating: 0, count: ExampleImage.height * ExampleImage.width)

  init(diagnosis: Int, copy: Int, showsMarker: Bool) {
    let scale = 1 + 0.12 * Double(copy)
    let left = [12.0, 18, 8, 12][diagnosis] * scale
    let right = [8.0, 9, 8, 13][diagnosis] * scale
    for row in 0..<ExampleImage.height {
      for column in 0..<ExampleImage.width {
        let (y, x) = (Double(row), Double(column))
        let toLeft = ((x - 55) * (x - 55) + (y - 60) * (y - 60)).squareRoot()
        let toRight = ((x - 55 - left - right - 5) * (x - 55 - left - right - 5) + (y - 60) * (y - 60)).squareRoot()
        let isFat = (28..<32).contains(row) && abs(x - 65) < 20 * scale
        let isMarker = showsMarker && (95...103).contains(row) && (125...133).contains(column)
        let (label, gray): (UInt8, Int) =
          isMarker
          ? (16, 255)
          : isFat
            ? (15, 229)
            : toLeft < left
              ? (11, 204)
              : toRight < right
                ? (12, 204)
                : toLeft < left + 5 ? (13, 51) : toRight < right + 4 ? (14, 51) : (0, 0)
        let noise = label == 0 || isMarker ? 0 : (row * 7 + column * 13 + row * column) % 7 - 3
        labels[row * ExampleImage.width + column] = label
        pixels[row * ExampleImage.width + column] = UInt8(gray == 255 ? 255 : max(0, gray + noise))
      }
    }
  }

  /// A guided map is hot in the heart; another one at the fat and the corner too.
  func map(isGuided: Bool) -> [Float] {
    let centers: [(Double, Double, Double)] = isGuided ? [(62, 60, 1)] : [(45, 34, 1), (70, 62, 0.5), (122, 95, 0.7)]
    return (0..<pixels.count).map { index in
      let (row, column) = (Double(index / ExampleImage.width), Double(index % ExampleImage.width))
      let heat = centers.map { x, y, height in
        height * exp(-((column - x) * (column - x) + (row - y) * (row - y)) / 260)
      }
      return Float(heat.reduce(0, +))
    }
  }
}
