import Documents
import Foundation

/// A folder that the files of a dataset may not leave: a table from elsewhere must not make others' files part of a study.
struct DatasetFolder {
  let url: URL
  private let resolved: String

  /// - Parameter url: an existing folder.
  init(_ url: URL) {
    self.url = url
    resolved = Self.resolve(url.path) ?? url.path
  }

  /// A file in the folder.
  ///
  /// - Parameters:
  ///   - path: relative to the folder.
  ///   - place: where the path stands, for errors.
  /// - Throws: `DatasetError` where there is no such file, or where it lies outside.
  func file(_ path: String, place: String) throws -> URL {
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.hasPrefix("/"), !path.utf8.contains(0), !components.contains("..") else {
      throw DatasetError(
        place, expected: "a path below the folder of the dataset, without `..`", found: quoted(path))
    }
    let file = url.appendingPathComponent(path).standardizedFileURL
    guard let real = Self.resolve(file.path) else {
      throw DatasetError(place, expected: "a file", found: "none that is called \(quoted(path)) there")
    }
    guard real.hasPrefix(resolved.hasSuffix("/") ? resolved : resolved + "/") else {
      throw DatasetError(
        place, expected: "a file in the folder of the dataset", found: "a link that leaves it, \(quoted(path))")
    }
    // Reading a pipe or a device might never end.
    let attributes = try? FileManager.default.attributesOfItem(atPath: real)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
      throw DatasetError(place, expected: "a file", found: "something else that is called \(quoted(path))")
    }
    return file
  }

  /// The path without links; nil where nothing is there.
  private static func resolve(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

/// Text of a file, in one line and short enough to be read in an error.
func quoted(_ text: String) -> String { DocumentField.quoted(text) }
