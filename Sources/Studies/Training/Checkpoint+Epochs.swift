import Foundation
import Networks

extension Checkpoint {
  private struct Progress: Decodable {
    let epochs: [EpochResult]
  }

  /// The epochs that were finished when it was made, for whoever only watches: of the file no more than its header is looked at.
  ///
  /// - Throws: `WeightsError` naming a file that is gone or no checkpoint.
  package func epochs() throws -> [EpochResult] {
    let header = try Safetensors(data: Safetensors.contents(of: url), name: url.path) { _ in false }
    guard
      let progress = try? JSONDecoder().decode(Progress.self, from: Data(header.metadata["progress", default: ""].utf8))
    else { throw WeightsError("\(url.path): not a usable checkpoint: its metadata \"progress\" cannot be read") }
    return progress.epochs
  }
}
