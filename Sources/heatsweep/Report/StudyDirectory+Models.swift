import Cluster
import Documents
import Foundation
import Networks
import Studies

extension StudyDirectory {
  /// Where a trial's weights are, once it is trained.
  func weights(of trial: Trial) -> URL {
    url.appending(path: "models").appending(path: trial.key).appending(path: TrialTrainer.weightsFile)
  }

  /// When a trial ended: its weights are written last. Where it has none, now.
  func endTime(of record: TrialRecord) -> Date {
    let attributes = try? FileManager.default.attributesOfItem(atPath: weights(of: record.trial).path)
    return attributes?[.modificationDate] as? Date ?? .now
  }

  /// A trial that has a model.
  /// - Throws: `ClusterError` for a trial that the study lacks or that has none.
  func trained(_ key: String) throws -> TrialRecord {
    guard let record = records.first(where: { $0.trial.key == key }) else {
      let hint = NearestName.suggestion(for: key, among: records.map(\.trial.key))
      throw ClusterError("\(url.path): has no trial '\(key)'; results.csv has their keys\(hint)")
    }
    guard record.result?.test != nil else {
      throw ClusterError("\(url.path): the trial '\(key)' has no model: \(record.reason ?? "it is not finished")")
    }
    return record
  }

  /// A trained model, and what it was trained as.
  /// - Throws: `ClusterError` for a trial that the study lacks or that has no model, `WeightsError` for a damaged file.
  func model(ofTrial key: String) throws -> (record: TrialRecord, network: Network, parameters: Parameters) {
    let record = try trained(key)
    let network = record.trial.experiment.network
    return (record, network, try network.parameters(contentsOf: weights(of: record.trial)))
  }
}
