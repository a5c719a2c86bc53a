import Foundation
import Images

extension DatasetSettings {
  /// Single files, prepared as the images of a dataset are: to ask a model that was trained on that dataset about them.
  ///
  /// - Parameters:
  ///   - files: images, PNG, `.npy` or NIfTI-1; of a volume all slices, or those that the settings choose by its mask.
  ///   - masks: one a file, or none at all.
  ///   - format: the dataset's; images are brought to its size, bits and channels.
  /// - Returns: images whose class is the first one, since nothing is known of it; `names` are the files' names.
  /// - Throws: `DatasetError`, one line.
  public func images(files: [URL], masks: [URL], format: ImageFormat) throws -> ImageDataset {
    var settings = self
    settings.size = PixelSize(rows: format.height, columns: format.width)
    if masks.isEmpty { settings.slices = .all }
    if format.channels == 1 { settings.color = .gray }
    let isInside = format.membership(of: .inside)
    let inside = isInside.indices.filter { isInside[$0] }
    var reader = StackReader()
    var names: [String] = []
    var intensities = Intensities.words([])
    var labels: [UInt8] = []
    var hasMask: [Bool] = []
    for (number, file) in files.enumerated() {
      let mask = masks.isEmpty ? nil : try Self.pixels(masks[number])
      let image = ListedImage(
        pixels: try Self.pixels(file), mask: mask, slice: nil, label: "", patient: .unnamed(file.path), part: nil,
        place: file.path, name: file.lastPathComponent)
      let stack = try reader.read(image)
      let preparation = try ImagePreparation(settings, stack, place: file.path)
      for slice in preparation.slices {
        let prepared = preparation.image(of: slice)
        guard prepared.channels == format.channels || prepared.channels == 1 else {
          throw DatasetError(file.path, expected: "a gray image", found: "\(prepared.channels) channels")
        }
        if let own = prepared.labels ?? masks.first.map({ _ in [] }), !own.contains(where: { isInside[Int($0)] }) {
          throw DatasetError(
            masks[number].path,
            expected: "a mask with a pixel inside, of the codes \(inside.map(String.init).joined(separator: ", "))",
            found: "none")
        }
        intensities.append(prepared.intensities.converted(copies: format.channels / prepared.channels))
        labels += prepared.labels ?? [UInt8](repeating: 0, count: format.pixelsPerImage)
        hasMask.append(prepared.labels != nil)
        names.append(image.pixels.isVolume ? "\(image.name) slice \(slice)" : image.name)
      }
    }
    var own = format
    own.bits = 16
    return ImageDataset(
      format: own, intensities: intensities, labels: labels, classes: names.map { _ in 0 }, hasMask: hasMask,
      names: names)
  }

  private static func pixels(_ file: URL) throws -> PixelSource {
    guard let pixels = PixelSource(file: file) else {
      throw DatasetError(file.path, expected: "a file that ends in .png, .npy, .nii or .nii.gz", found: "another")
    }
    return pixels
  }
}

extension Intensities {
  /// In 16 bits, each number so many times: gray for several channels.
  fileprivate func converted(copies: Int) -> Intensities {
    .words(asWords.flatMap { [UInt16](repeating: $0, count: copies) })
  }
}
