import Foundation
import Networks

/// What a study or an experiment says of the weights to start from.
enum WeightsSetting {
  /// `weights: none` takes back what the study says.
  case none
  case path(String, StudyField)

  init(_ field: StudyField) throws {
    guard let text = field.node.scalar?.string, !text.isEmpty, !text.utf8.contains(0) else {
      throw field.error(expected: "`none` or the path of a safetensors file")
    }
    self = text == "none" ? .none : .path(text, field)
  }

  /// The file and its digest, of which a network can start.
  /// - Parameter directory: what the path starts from; nil to leave the file alone.
  /// - Throws: `StudyFileError` for a file that is missing, cannot be read or does not fit the network.
  func file(for network: Network, directory: URL?) throws -> WeightsFile? {
    guard case .path(let text, let field) = self else { return nil }
    guard let directory else { return WeightsFile(path: text, digest: "") }
    let url = URL(fileURLWithPath: text, relativeTo: directory).standardizedFileURL
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw field.error(
        expected: "a safetensors file of weights, which for VGG16 scripts/fetch-vgg16-weights makes",
        found: "no file at \(StudyField.line(url.path.unicodeScalars))")
    }
    do {
      return try WeightsFile(contentsOf: url, for: network)
    } catch let error as WeightsError {
      throw field.error(
        expected: "weights that \(network.name) can start from",
        found: StudyField.line(error.description.unicodeScalars))
    }
  }
}
