import Foundation
import Report
import Testing

extension StudySandbox {
  /// Puts the patients that nibabel wrote, in the layout of the ACDC challenge, into `acdc`, and a study of them into `acdc.yaml`.
  func writeACDC() throws {
    let golden = try #require(Bundle.module.resourceURL).appending(path: "Golden/acdc")
    try FileManager.default.copyItem(at: golden, to: root.appending(path: "acdc"))
    try write(
      OwnImagesStudy.text(name: "acdc", data: "acdc: acdc\nsplit: {training: 0.6, validation: 0.2, test: 0.2}"),
      to: "acdc.yaml")
  }

  /// Puts 48 pictures of two classes into `folder`, with masks but for every sixth, and a study of them into `folder.yaml`.
  ///
  /// A class is a bright square on the left or on the right; a mask covers it.
  func writeFolder() throws {
    let folder = root.appending(path: "folder")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var table = "image,mask,label,patient\n"
    for number in 0..<48 {
      let isLeft = number.isMultiple(of: 2)
      var (pixels, mask) = ([UInt8](repeating: 30, count: 32 * 40), [UInt8](repeating: 0, count: 32 * 40))
      for row in 10..<20 {
        for column in (isLeft ? 6..<14 : 26..<34) {
          pixels[row * 40 + column] = UInt8(200 + number)
          mask[row * 40 + column] = 1
        }
      }
      try PNG.encode(pixels, width: 40, height: 32, as: .gray).write(to: folder.appending(path: "\(number).png"))
      let hasMask = !number.isMultiple(of: 6)
      if hasMask {
        try PNG.encode(mask, width: 40, height: 32, as: .gray).write(to: folder.appending(path: "\(number)-mask.png"))
      }
      table += "\(number).png,\(hasMask ? "\(number)-mask.png" : ""),\(isLeft ? "left" : "right"),p\(number)\n"
    }
    try write(table, to: "folder/images.csv")
    try write(OwnImagesStudy.text(name: "folder", data: "table: folder/images.csv"), to: "folder.yaml")
  }
}

/// A study of images of one's own that is trained in seconds.
enum OwnImagesStudy {
  /// - Parameter data: what stands under `data:`, line by line.
  static func text(name: String, data: String) -> String {
    """
    name: \(name)
    seed: 3
    learning_rate: {sampler: random, low: 1e-3, high: 2e-3}
    classification: mse
    epochs: 6
    batch: 4
    trials: 2
    minimum_validation_accuracy: 0
    augmentation: {shift: 0.05, noise: 0.01}
    experiments:
      - name: own
        data:
          \(data.replacingOccurrences(of: "\n", with: "\n      "))
        arms:
          - {name: plain}
          - {name: guided, heatmap: {loss: energy, weight: 0.3}}

    """
  }
}

enum OwnImagesPicture {
  /// A picture of 2 x 3 pixels.
  static var small: Data {
    get throws { try PNG.encode([0, 1, 1, 0, 1, 1], width: 3, height: 2, as: .gray) }
  }
}
