import Foundation
import Images
import Kernels

extension Augmentation {
  /// Some images of a dataset, each changed as its seed has it. Images of one seed are moved in the same way, and a mask lies over
  /// what it lay over before.
  package func apply(to dataset: ImageDataset, _ indices: [Int], seeds: [UInt64]) -> ImageDataset {
    let format = dataset.format
    var (bytes, words): ([UInt8], [UInt16]) = ([], [])
    var labels: [UInt8] = []
    let largest: Float = format.bits == 8 ? 255 : 65_535
    for (image, seed) in zip(indices, seeds) {
      var generator = RandomGenerator(seed: seed)
      let motion = Motion(self, height: format.height, width: format.width, using: &generator)
      labels += motion.labels(dataset.labels[dataset.range(of: image)])
      var values: [Float] = []
      values.reserveCapacity(format.valuesPerImage)
      dataset.intensities.forEachInput(in: dataset.valueRange(of: image)) { values.append(($0 + 1) / 2) }
      for value in motion.intensities(values, channels: format.channels) {
        let noisy = noise > 0 ? value + Float(noise * generator.normal()) : value
        let level = (min(max(noisy, 0), 1) * largest).rounded()
        if format.bits == 8 { bytes.append(UInt8(level)) } else { words.append(UInt16(level)) }
      }
    }
    return ImageDataset(
      format: format, intensities: format.bits == 8 ? .bytes(bytes) : .words(words), labels: labels,
      classes: indices.map { dataset.classes[$0] }, hasMask: indices.map { dataset.hasMask[$0] })
  }
}

/// Where each pixel of a flipped, rotated and shifted image comes from.
private struct Motion {
  let height: Int
  let width: Int
  private let flipsColumns: Bool
  private let flipsRows: Bool
  private let shift: (rows: Double, columns: Double)
  private let (cosine, sine): (Double, Double)

  init(_ augmentation: Augmentation, height: Int, width: Int, using generator: inout RandomGenerator) {
    (self.height, self.width) = (height, width)
    // All numbers are drawn, whether they are used or not: one setting does not change what another does.
    let draws = (0..<5).map { _ in generator.uniform() }
    flipsColumns = augmentation.flips.contains(.horizontal) && draws[0] < 0.5
    flipsRows = augmentation.flips.contains(.vertical) && draws[1] < 0.5
    shift = (
      (2 * draws[2] - 1) * augmentation.shift * Double(height), (2 * draws[3] - 1) * augmentation.shift * Double(width)
    )
    let angle = (2 * draws[4] - 1) * augmentation.rotation * .pi / 180
    (cosine, sine) = (cos(angle), sin(angle))
  }

  /// The place, in pixels from the middle of the first one, that a pixel's content comes from.
  private func source(_ row: Int, _ column: Int) -> (row: Double, column: Double) {
    let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
    let (y, x) = (Double(row) - middleRow - shift.rows, Double(column) - middleColumn - shift.columns)
    let (turnedY, turnedX) = (cosine * y - sine * x, sine * y + cosine * x)
    return (middleRow + (flipsRows ? -turnedY : turnedY), middleColumn + (flipsColumns ? -turnedX : turnedX))
  }

  /// The nearest pixel's code; background beyond the edges.
  func labels(_ labels: ArraySlice<UInt8>) -> [UInt8] {
    var moved = [UInt8](repeating: 0, count: height * width)
    for row in 0..<height {
      for column in 0..<width {
        let place = source(row, column)
        let (y, x) = (Int(place.row.rounded()), Int(place.column.rounded()))
        guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
        moved[row * width + column] = labels[labels.startIndex + y * width + x]
      }
    }
    return moved
  }

  /// Mixed bilinearly from the four nearest pixels; black beyond the edges.
  func intensities(_ values: [Float], channels: Int) -> [Float] {
    var moved = [Float](repeating: 0, count: values.count)
    for row in 0..<height {
      for column in 0..<width {
        let place = source(row, column)
        let (top, left) = (Int(place.row.rounded(.down)), Int(place.column.rounded(.down)))
        let (lower, right) = (Float(place.row - Double(top)), Float(place.column - Double(left)))
        for (y, weightY) in [(top, 1 - lower), (top + 1, lower)] where weightY > 0 && (0..<height).contains(y) {
          for (x, weightX) in [(left, 1 - right), (left + 1, right)] where weightX > 0 && (0..<width).contains(x) {
            for channel in 0..<channels {
              moved[(row * width + column) * channels + channel] +=
                weightY * weightX * values[(y * width + x) * channels + channel]
            }
          }
        }
      }
    }
    return moved
  }
}
