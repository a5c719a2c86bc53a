import Coordination
import Files
import Foundation

/// A result that the coordinator has not acknowledged, kept in the trial's directory: a worker, or the next one, delivers it
/// without training again.
package struct OutcomeFile: Codable, Equatable {
  /// Of the sweep; a result of another one is not delivered.
  var fingerprint: String
  var key: String
  package var digest: String
  var isDiverged: Bool
  /// Names of the files beside this one that belong to the result.
  var products: [String]
  var payload: Data
  /// SHA-256 of the payload, so that a damaged file is told from a good one.
  var checksum: String

  package init(fingerprint: String, key: String, outcome: TrialOutcome) {
    self.fingerprint = fingerprint
    self.key = key
    digest = sha256(outcome.reproducible)
    isDiverged = outcome.isDiverged
    products = outcome.products
    payload = outcome.payload
    checksum = sha256(outcome.payload)
  }

  private static func path(_ directory: URL) -> String { directory.appending(path: "outcome.pending").path }

  /// Durable when it returns.
  package func write(to directory: URL) throws {
    try DurableFile.write(try JSONEncoder().encode(self), to: Self.path(directory))
  }

  /// What was kept for this trial; nil where there is nothing, or nothing that can be believed.
  package static func read(from directory: URL, fingerprint: String, key: String) -> OutcomeFile? {
    guard let bytes = FileManager.default.contents(atPath: path(directory)),
      let file = try? JSONDecoder().decode(OutcomeFile.self, from: bytes),
      file.fingerprint == fingerprint, file.key == key, file.checksum == sha256(file.payload)
    else { return nil }
    return file
  }

  package static func remove(from directory: URL) {
    unlink(path(directory))
  }

  package func report(_ work: Work) -> ResultReport {
    ResultReport(work: work, request: 0, digest: digest, isDiverged: isDiverged, payload: payload)
  }
}
