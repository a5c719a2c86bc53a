import Foundation
import ImageFiles

/// A format, and how to read all of a file of it.
enum Format: String, CaseIterable {
  case png, pngPalette, npy, npyTexts, npzStored, npzDeflated, npzWide, nii, niiGzip

  var sample: String {
    switch self {
    case .png: "I16-interlaced.png"
    case .pngPalette: "P-transparent.png"
    case .npy: "words.npy"
    case .npyTexts: "texts.npy"
    // Written by the test: `numpy.savez` of a few hundred bytes.
    case .npzStored, .npzDeflated: ""
    case .npzWide: "wide.npz"
    case .nii: "scaled-u1.nii"
    case .niiGzip: "frames.nii.gz"
    }
  }

  func contents() throws -> Data {
    let array = NumPyWriter.npy(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])
    switch self {
    case .npzStored: return try NumPyWriter.npz([("a", array), ("b", NumPyWriter.npy(shape: [2], texts: ["x", "y"]))])
    case .npzDeflated: return try BuiltZip(contents: array).file()
    default: return try Golden.data(sample)
    }
  }

  /// Reads everything that there is to read; returns the numbers and texts.
  func read(_ data: Data) throws -> Int {
    func elements(_ array: NumPyArray) throws -> Int {
      if array.isText { return try array.texts().count }
      for index in 0..<(array.shape.first ?? 0) where index < 100 { _ = try array.numbers(at: index) }
      return try array.numbers().count
    }
    switch self {
    case .png: return try PNGReader.read(data, file: "file").values.count
    case .pngPalette:
      return try PNGReader.read(data, file: "file").values.count
        + PNGReader.readLabels(data, file: "file").labels.count
    case .npy, .npyTexts: return try elements(NumPyArray(data: data, file: "file"))
    case .npzStored, .npzDeflated, .npzWide:
      let archive = try NumPyArchive(data: data, file: "file")
      return try archive.names.reduce(0) { try $0 + elements(archive.array($1)) }
    case .nii, .niiGzip:
      let volume = try Volume(data: data, file: "file")
      var count = 0
      for frame in 0..<volume.frames {
        for slice in 0..<volume.slices { count += volume.slice(slice, frame: frame).count }
      }
      return count
    }
  }
}
