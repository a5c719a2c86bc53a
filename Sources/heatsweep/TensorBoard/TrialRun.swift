import Foundation
import Report
import Studies
import TensorBoard

/// The run of one trial: what is there already is left out.
struct TrialRun {
  private let writer: EventFileWriter

  /// - Parameter directory: of all runs.
  init(of trial: Trial, in directory: URL, startTime: Date) throws {
    writer = try EventFileWriter(directory: directory.appending(path: trial.key), startTime: startTime)
  }

  var isComplete: Bool { writer.hasEnded }

  func begin(_ trial: Trial, at time: Date) throws {
    guard !writer.hasHyperparameters else { return }
    let settings = trial.exportedSettings.map { ($0.name, $0.value) }
    try writer.hyperparameters(Dictionary(uniqueKeysWithValues: settings), wallTime: time)
  }

  /// - Parameters:
  ///   - epochs: from the first.
  ///   - start: with `end`, gives each epoch its share of the time between; results do not say when it was finished.
  func write(_ epochs: [EpochResult], from start: Date, to end: Date) throws {
    let length = end.timeIntervalSince(start)
    for (index, epoch) in epochs.enumerated() {
      let scalars = epoch.exportedScalars
      guard let tag = scalars.first?.tag, writer.lastSteps[tag, default: 0] <= index else { continue }
      let time = start + length * Double(index + 1) / Double(epochs.count)
      try writer.scalars(scalars, step: index + 1, wallTime: time)
    }
  }

  /// Writes the test's measures and pictures, at the step of the last epoch.
  func end(_ record: TrialRecord, _ pictures: [ModelMaps.Map], at time: Date) throws {
    let step = record.result?.epochs.count ?? 0
    let measures = record.exportedMeasures
    if let tag = measures.first?.tag, writer.lastSteps[tag] == nil {
      try writer.scalars(measures, step: step, wallTime: time)
    }
    for picture in pictures {
      let tag = "heatmap/\(picture.className)"
      guard writer.lastSteps[tag] == nil else { continue }
      try writer.image(
        tag, step: step, wallTime: time, png: picture.png, width: picture.format.width, height: picture.format.height)
    }
    try writer.end(record.state == .diverged ? .failure : .success, wallTime: time)
  }
}
