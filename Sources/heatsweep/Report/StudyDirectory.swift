import Cluster
import Foundation
import Report
import Studies

/// The output directory of a study, read back: what was asked for and what became of it.
package struct StudyDirectory {
  package let url: URL
  package let study: Study
  package let text: String
  package let records: [TrialRecord]

  /// - Throws: `ClusterError` where the directory holds no study or a damaged one, `StudyFileError` where the study file kept in
  ///   it is of another version of the program.
  package init(_ url: URL) throws {
    self.url = url
    let stored = try StoredStudy(directory: url)
    text = stored.text
    let name = url.appendingPathComponent(StudyStore.fileName).path
    let first = stored.trials.compactMap { try? JSONDecoder().decode(Trial.self, from: $0.payload) }
    study = try StudyFile.parse(text: stored.text, name: name).settled(by: first)
    let trials = study.trials()
    guard trials.count == stored.records.count else {
      throw ClusterError("\(url.path): holds \(stored.records.count) trials, its study file describes \(trials.count)")
    }
    records = try zip(trials, stored.records).map { trial, record in
      do {
        return try TrialRecord(trial, record)
      } catch is DecodingError {
        throw ClusterError("\(url.path): the result of trial \(trial.key) cannot be read by this version of heatsweep")
      }
    }
  }

  /// What `writeReport` left.
  package struct WrittenReport {
    /// The report itself.
    package let file: URL
    /// What is missing from it, one line each.
    package let problems: [String]
  }

  /// Writes `results.csv`, `summary.json`, the figures and the report into the directory.
  /// - Throws: `ReportError` naming the file that could not be written.
  @discardableResult
  package func writeReport(format: StudyReport.Format = .html) throws -> WrittenReport {
    // A summary shows no pictures, and so needs no models.
    let examples =
      format == .json
      ? nil : ModelExamples(records: records, study: study, models: url.appendingPathComponent("models"))
    let report = StudyReport(
      study: study, studyText: text, records: records, images: examples?.images ?? [], examples: examples?.maps ?? [],
      versions: .current)
    return WrittenReport(file: try report.write(to: url, format: format), problems: examples?.problems ?? [])
  }
}

extension TrialRecord {
  /// - Throws: `DecodingError` for a result that is not a `TrialResult` in JSON.
  init(_ trial: Trial, _ record: SweepRecord) throws {
    let result = try record.payload.map { try JSONDecoder().decode(TrialResult.self, from: $0) }
    let state: State =
      switch record.state {
      case .done: result?.stoppedAfter != nil ? .stopped : record.isDiverged ? .diverged : .done
      case .quarantined: .quarantined
      default: .pending
      }
    self.init(
      trial: result?.settings.map(trial.with) ?? trial, state: state, result: result, failure: record.failure,
      worker: record.worker,
      attempts: record.attempts)
  }
}
