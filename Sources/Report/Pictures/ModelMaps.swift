import Foundation
import Images
import Studies

/// Where single models look, as pictures, for whoever watches a study, and for TensorBoard: one test image of each class with the HiResCAM map of the
/// predicted class over it and the mask's outline in white. Keeps the images of the last experiment that was asked for.
package struct ModelMaps {
  package struct Map: Sendable {
    package let className: String
    /// Share of the map inside the mask; nil where the map is zero everywhere.
    package let shareInside: Double?
    package let format: ImageFormat
    package let png: Data
  }

  /// Of an experiment with more classes the first are shown.
  private static let mostClasses = 8

  private var images: (source: ImageSets.Source, test: ImageDataset)?

  package init() {}

  /// The maps of a trained model.
  /// - Parameter models: holds `TRIAL/weights.safetensors`.
  /// - Throws: what is wrong with the weights or the images, in one line.
  package mutating func maps(of trial: Trial, models: URL) throws -> [Map] {
    let test = try testImages(of: trial)
    let shown = test.format.classes.indices.compactMap { test.classes.firstIndex(of: $0) }.prefix(Self.mostClasses)
    return try ModelExamples.maps(of: trial, models, test, shown.map { ($0, nil) }).map { example in
      Map(
        className: example.className, shareInside: example.shareInside, format: example.format,
        png: try Picture.outlinedOverlay(example))
    }
  }

  private mutating func testImages(of trial: Trial) throws -> ImageDataset {
    let source = ImageSets.Source(of: trial)
    if let images, images.source == source { return images.test }
    let test = try ImageSets(source).test
    images = (source, test)
    return test
  }
}

extension Picture {
  /// The map over its image, with the pixels at the mask's edge in white, as a PNG file.
  fileprivate static func outlinedOverlay(_ example: ExampleMap) throws -> Data {
    let (format, labels) = (example.format, example.labels)
    let isInside = format.membership(of: .inside)
    var pixels = mixed(example.map, on: example.pixels, channels: format.channels)
    func inside(_ row: Int, _ column: Int) -> Bool {
      (0..<format.height).contains(row) && (0..<format.width).contains(column)
        && isInside[Int(labels[row * format.width + column])]
    }
    for row in 0..<format.height {
      for column in 0..<format.width where inside(row, column) {
        let neighbours = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        guard !neighbours.allSatisfy(inside) else { continue }
        let place = (row * format.width + column) * 3
        for channel in place..<place + 3 { pixels[channel] = 255 }
      }
    }
    return try PNG.encode(pixels, width: format.width, height: format.height, as: .rgb)
  }
}
