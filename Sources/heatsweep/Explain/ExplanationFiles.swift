import Files
import Foundation
import ImageFiles
import Images
import Report
import Studies

/// The files that `explain` writes: `TRIAL/IMAGE-METHOD.png`, `TRIAL/IMAGE-METHOD.npy`, `explanations.csv`.
struct ExplanationFiles {
  let directory: URL

  /// Pixels of a side below which pictures are enlarged by whole numbers, so that they can be looked at.
  private static let smallest = 256

  /// - Parameter knowsClasses: whether the images' classes are known.
  func write(
    _ explanations: [Explanation], of images: ImageDataset, trial: Trial, knowsClasses: Bool
  ) throws -> [ExplanationRow] {
    let own = directory.appending(path: trial.key)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let classes = trial.experiment.source.format.classes
    return try explanations.map { one in
      let name = images.names.isEmpty ? nil : images.names[one.image]
      let file = "\(trial.key)/\(Self.fileName(name ?? "test-\(one.image)"))-\(one.method.rawValue)"
      if let map = one.map {
        let shape = [images.format.height, images.format.width]
        try write(NumPyWriter.npy(shape: shape, floats: map), file + ".npy")
        try write(try overlay(map, images, one.image), file + ".png")
      }
      return ExplanationRow(
        trial: trial.key, image: one.image, name: name,
        trueClass: knowsClasses ? images.className(of: one.image) : nil, predicted: classes[one.predicted],
        explained: classes[one.explained],
        probabilities: Dictionary(uniqueKeysWithValues: zip(classes, one.probabilities)), method: one.method.rawValue,
        inside: one.inside, lift: one.lift, isPointing: one.isPointing, overlay: one.map.map { _ in file + ".png" },
        map: one.map.map { _ in file + ".npy" })
    }
  }

  /// - Returns: the table's file.
  func write(_ rows: [ExplanationRow]) throws -> URL {
    let table = DataTable(columns: ExplanationRow.columns, rows: rows.map(\.fields))
    try write(Data(table.csv.utf8), "explanations.csv")
    return directory.appending(path: "explanations.csv")
  }

  private func overlay(_ map: [Float], _ images: ImageDataset, _ image: Int) throws -> Data {
    let format = images.format
    let pixels = Picture.mixed(map, on: images.bytes(of: image), channels: format.channels)
    let scale = max(1, Self.smallest / min(format.height, format.width))
    let (height, width) = (format.height * scale, format.width * scale)
    var enlarged: [UInt8] = []
    enlarged.reserveCapacity(height * width * 3)
    for row in 0..<height {
      for column in 0..<width {
        let start = (row / scale * format.width + column / scale) * 3
        enlarged += pixels[start..<start + 3]
      }
    }
    return try PNG.encode(enlarged, width: width, height: height, as: .rgb)
  }

  private func write(_ data: Data, _ name: String) throws {
    try DurableFile.write(data, to: directory.appending(path: name).path)
  }

  /// Without what would lead to another directory or is awkward to type.
  private static func fileName(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
  }
}
