import Foundation
import ImageFiles

/// The images of a dataset, before any pixel is read.
struct Listing {
  /// In the order of the files; rows of one volume stand together.
  var images: [ListedImage]
  /// The parts among which images whose part is nil are drawn.
  var drawnParts: [DatasetPart]
  /// The order of classes where the study file does not give one; nil for sorted.
  var classOrder: [String]?
  /// What a user should know of the files.
  var notes: [String] = []

  /// Most images of a dataset.
  static let maximumImages = 200_000
}

/// What a dataset's files say of an image, or of a volume whose slices are images.
struct ListedImage {
  var pixels: PixelSource
  /// Nil where there is no mask.
  var mask: PixelSource?
  /// The one slice of a volume that is meant; nil to choose by the settings.
  var slice: Int?
  var label: String
  /// Images of one patient are never in two parts.
  var patient: Patient
  /// Nil where it has to be drawn.
  var part: DatasetPart?
  /// Where the image is listed, for errors.
  var place: String
  /// The image's name, for users.
  var name: String
}

/// Where pixels are.
enum PixelSource: Hashable {
  case png(URL)
  case array(URL)
  case volume(URL)
  /// An entry along the first axis of an array.
  case entry(ImageArray, index: Int)

  /// The kind of a file by its name; nil for other files.
  init?(file: URL) {
    let name = file.lastPathComponent.lowercased()
    if name.hasSuffix(".png") {
      self = .png(file)
    } else if name.hasSuffix(".npy") {
      self = .array(file)
    } else if name.hasSuffix(".nii") || name.hasSuffix(".nii.gz") {
      self = .volume(file)
    } else {
      return nil
    }
  }

  var isVolume: Bool {
    if case .volume = self { true } else { false }
  }
}

/// Whose image it is.
enum Patient: Hashable {
  /// A patient whom the dataset names.
  case named(String)
  /// An image of which nothing else is known: all slices of a file are one patient's.
  case unnamed(String)

  /// In words, for errors.
  var words: String {
    switch self {
    case .named(let name): "patient \(quoted(name))"
    case .unnamed(let file): "the file \(quoted(file))"
    }
  }
}
