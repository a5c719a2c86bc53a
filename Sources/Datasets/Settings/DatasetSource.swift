import Foundation

/// Where images, masks and classes come from.
public enum DatasetSource: Codable, Sendable, Equatable {
  /// A CSV file with the columns `image` and `label` and, where there are such, `mask`, `split`, `patient` and `slice`.
  case table(path: String)
  /// A NumPy archive; the names of its arrays where they are not the usual ones.
  case archive(path: String, names: ArrayNames)
  /// NumPy arrays, each in a file of its own.
  case arrays(ArrayNames)
  /// Directories, or beginnings of paths, of the layout of the heatmap loss's author: `*_mris_preprocessed.npy`, `*_seg_masks.npy`
  /// and `*_labels.npy`.
  case preprocessed(paths: [String])
  /// A directory in the layout of the ACDC challenge (Bernard et al., 2018).
  case acdc(directory: String)

  /// Whether its images can be slices of volumes.
  var hasVolumes: Bool {
    switch self {
    case .table, .acdc: true
    case .archive, .arrays, .preprocessed: false
    }
  }

  /// What errors about the dataset as a whole name: the path that is in the study file.
  var place: String {
    switch self {
    case .table(let path), .archive(let path, _), .acdc(let path): path
    case .arrays(let names): names.images ?? "images"
    case .preprocessed(let paths): paths.first ?? ""
    }
  }

  /// The last part of the path, without its extension.
  var name: String { URL(fileURLWithPath: place).deletingPathExtension().lastPathComponent }
}

/// What each array is called: a name in an archive, or the path of a file. Nil for the usual name, or for an array that is not there.
public struct ArrayNames: Codable, Sendable, Equatable {
  /// Intensities, count x height x width, or count x height x width x 1 or 3.
  public var images: String?
  /// The class of each image, a name or a whole number.
  public var labels: String?
  /// Codes, count x height x width.
  public var masks: String?
  /// The patient of each image, a name or a whole number.
  public var patients: String?
  /// The part of each image, by name.
  public var split: String?

  /// No names.
  public init() {}
}
