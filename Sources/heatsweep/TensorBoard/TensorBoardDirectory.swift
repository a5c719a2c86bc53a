import Foundation
import Report
import Studies
import TensorBoard

/// A study's files for TensorBoard: a run a trial, in a directory of its name, and the table of all in the directory itself.
///
/// What is there already is not written again, so that it can be brought up to date as often as wanted.
struct TensorBoardDirectory {
  private let url: URL
  private let models: URL
  private var heatmaps = ModelMaps()
  /// The newest checkpoint of each trial under way that was looked at.
  private var checkpoints: [String: URL] = [:]

  /// The place in a study's own directory.
  static func standard(in directory: URL) -> URL { directory.appending(path: "tensorboard") }

  /// Makes the directory, and describes the study's settings and measures.
  /// - Parameters:
  ///   - study: where it is and what it asks for.
  ///   - url: nil: in the study's directory.
  /// - Throws: `FileError` or `EventFileError`, in one line.
  init(of study: StudyDirectory, at url: URL? = nil) throws {
    self.url = url ?? Self.standard(in: study.url)
    models = study.url.appending(path: "models")
    // Every trial has the same settings, in the same order.
    let settings = study.records.map(\.trial.exportedSettings)
    let columns = (settings.first ?? []).enumerated().map { column, setting in
      var seen: Set<Hyperparameter> = []
      return (name: setting.name, values: settings.map { $0[column].value }.filter { seen.insert($0).inserted })
    }
    try EventFileWriter(directory: self.url, startTime: .now).describeRuns(
      name: study.study.name, hyperparameters: columns,
      metrics: ["accuracy/validation"] + study.study.exportedMeasureTags, wallTime: .now)
  }

  /// Writes what a trial came to, or, of one under way, the epochs that it has finished.
  /// - Returns: what is missing, one line each.
  /// - Throws: `FileError` or `EventFileError`, in one line.
  mutating func write(_ record: TrialRecord, at time: Date) throws -> [String] {
    switch record.state {
    case .pending: try writeEpochs(of: record.trial, at: time)
    // It may be tried again, and an end is final to TensorBoard.
    case .quarantined: break
    case .done, .diverged, .stopped: return try writeResult(record, at: time)
    }
    return []
  }

  private mutating func writeEpochs(of trial: Trial, at time: Date) throws {
    guard let newest = Checkpoints(directory: models.appending(path: trial.key)).all.first,
      checkpoints[trial.key] != newest.url
    else { return }
    checkpoints[trial.key] = newest.url
    // One that has just been replaced by the next, or is damaged, has nothing to say.
    guard let epochs = try? newest.epochs(), !epochs.isEmpty else { return }
    let run = try TrialRun(of: trial, in: url, startTime: time)
    // What a search chooses is known from the result alone.
    if !trial.arm.learningRate.isAdaptive { try run.begin(trial, at: time) }
    try run.write(epochs, from: time, to: time)
  }

  private mutating func writeResult(_ record: TrialRecord, at end: Date) throws -> [String] {
    let start = end - record.seconds
    let run = try TrialRun(of: record.trial, in: url, startTime: start)
    guard !run.isComplete else { return [] }
    try run.begin(record.trial, at: start)
    try run.write(record.result?.epochs ?? [], from: start, to: end)
    var problems: [String] = []
    var pictures: [ModelMaps.Map] = []
    do {
      if record.result?.test != nil { pictures = try heatmaps.maps(of: record.trial, models: models) }
    } catch {
      problems.append("no heatmaps of \(record.trial.key): \(error)")
    }
    try run.end(record, pictures, at: end)
    checkpoints[record.trial.key] = nil
    return problems
  }
}
