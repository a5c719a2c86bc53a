import Foundation
import ImageFiles

/// Reads arrays in the layout of the heatmap loss's author: `PREFIX_mris_preprocessed.npy`, `PREFIX_seg_masks.npy` and
/// `PREFIX_labels.npy`.
enum PreprocessedListing {
  private static let ending = "_mris_preprocessed.npy"

  /// - Parameter paths: each a directory, of which all such arrays are read, or what stands before the endings.
  static func list(paths: [String]) throws -> Listing {
    var listing = Listing(images: [], drawnParts: DatasetPart.allCases)
    let prefixes = try paths.flatMap(prefixes)
    for (place, prefix) in prefixes.enumerated() where prefixes[..<place].contains(prefix) {
      throw DatasetError(prefix, expected: "each array once", found: "it again")
    }
    for prefix in prefixes {
      func entry(_ ending: String) throws -> ArrayListing.Entry {
        let path = prefix + ending
        guard FileManager.default.fileExists(atPath: path) else {
          throw DatasetError(path, expected: "an array beside \(prefix + Self.ending)", found: "no such file")
        }
        return ArrayListing.Entry(
          array: try reading(path) { try NumPyArray(contentsOf: URL(fileURLWithPath: path)) }, place: path)
      }
      let arrays = ArrayListing(
        images: try entry(ending), labels: try entry("_labels.npy"), masks: try entry("_seg_masks.npy"),
        name: URL(fileURLWithPath: prefix).lastPathComponent)
      listing.images += try arrays.listing().images.map { image in
        var image = image
        // Two directories may hold arrays of one name.
        image.patient = .unnamed(image.place)
        return image
      }
      guard listing.images.count <= Listing.maximumImages else {
        throw DatasetError(prefix, expected: "at most \(Listing.maximumImages) images in all", found: "more")
      }
    }
    return listing
  }

  private static func prefixes(_ path: String) throws -> [String] {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path + ending) { return [path] }
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw DatasetError(path, expected: "a directory, or a file \(path + ending)", found: "neither")
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(ending) }
    guard !names.isEmpty else { throw DatasetError(path, expected: "a file *\(ending)", found: "none") }
    let folder = DatasetFolder(URL(fileURLWithPath: path))
    return try names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { name in
      let prefix = String(name.dropLast(ending.count))
      for ending in [ending, "_labels.npy", "_seg_masks.npy"] { _ = try folder.file(prefix + ending, place: path) }
      return folder.url.appendingPathComponent(prefix).path
    }
  }
}
