import Datasets
import Documents
import Foundation
import Images

/// What `scripts/golden/datasets.py` wrote.
enum Golden {
  static func url(_ name: String) throws -> URL {
    guard let url = Bundle.module.resourceURL?.appendingPathComponent("Golden/\(name)") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return url
  }

  static func json<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: url("\(name).json")))
  }
}

/// Settings as a study file has them; paths start from the golden files, unless told otherwise.
func settings(_ yaml: String, in directory: URL? = nil) throws -> DatasetSettings {
  let lines = yaml.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  let document = try DocumentField(document: "data:\n\(lines)\n", file: "study.yaml", expected: "a study")
  let field = try document.fields(known: ["data"]).required("data")
  return try DatasetSettings(field, directory: directory ?? Golden.url(""))
}

/// The one line of an error; nil where there is none.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}

/// A prepared image by itself.
struct SingleImage: Equatable {
  var part: DatasetPart
  var label: String
  var intensities: Intensities
  var mask: [UInt8]?
}

extension PreparedImages {
  var parts: [(part: DatasetPart, images: ImageDataset)] {
    [(.training, training), (.validation, validation), (.test, test)]
  }

  /// All images by name.
  var byName: [String: SingleImage] {
    var all: [String: SingleImage] = [:]
    for (part, images) in parts {
      for index in 0..<images.count {
        all[images.names[index]] = SingleImage(
          part: part, label: images.className(of: index),
          intensities: images.intensities.slice(images.valueRange(of: index)),
          mask: images.hasMask[index] ? images.labels(of: index) : nil)
      }
    }
    return all
  }
}

/// Runs with a new directory, which is removed at the end.
func inTemporaryDirectory(_ body: (URL) throws -> Void) throws {
  let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  try body(directory)
}

/// Runs with a copy of golden files, which may be damaged.
func withCopy(of name: String, _ body: (URL) throws -> Void) throws {
  try inTemporaryDirectory { directory in
    let copy = directory.appendingPathComponent(name)
    try FileManager.default.copyItem(at: Golden.url(name), to: copy)
    try body(copy)
  }
}
