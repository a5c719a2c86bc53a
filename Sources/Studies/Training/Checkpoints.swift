import Foundation
import Networks

/// The checkpoints of a trial in its directory, each under the number of steps that it was made after. A file is never written
/// again, and the last two are kept: should the newer one turn out damaged, the older one leads to the same result.
package struct Checkpoints {
  /// The last so many stay.
  package static let kept = 2
  private static let prefix = "checkpoint-"
  private static let suffix = ".safetensors"

  private let directory: URL

  /// - Parameter directory: the trial's own, `models/KEY`.
  package init(directory: URL) { self.directory = directory }

  /// Those that are there, the newest first.
  package var all: [Checkpoint] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix) }.sorted(by: >)
      .map { Checkpoint(url: directory.appendingPathComponent($0)) }
  }

  /// Writes the state, and lets all but the last two go once it is on disk.
  ///
  /// - Returns: the new file's name.
  package func save(_ state: TrainingState, of trial: Trial) throws -> String {
    let steps = String(state.optimizer.state.steps)
    // Of one width, so that the names are in the order of the numbers. An epoch's end has the same step as its last batch.
    let stage = state.unfinished == nil ? "b" : "a"
    let number = String(repeating: "0", count: max(0, 9 - steps.count)) + steps + stage
    let checkpoint = Checkpoint(url: directory.appendingPathComponent(Self.prefix + number + Self.suffix))
    try checkpoint.save(state, of: trial)
    for old in all.dropFirst(Self.kept) { try? FileManager.default.removeItem(at: old.url) }
    return checkpoint.url.lastPathComponent
  }

  /// The newest state that is whole and the trial's own, or nil where there is none. What is not is set aside, with `.damaged`
  /// after its name: training goes on from an older one, or from its start, and comes to the same result.
  ///
  /// - Parameters:
  ///   - weights: those of the file that the trial names, if it names one.
  ///   - warn: told of each file that was set aside, in one line.
  package func load(
    _ trial: Trial, startingFrom weights: StartingWeights? = nil, warn: (String) -> Void = { _ in }
  ) throws -> TrainingState? {
    for checkpoint in all {
      do {
        return try checkpoint.load(trial, startingFrom: weights)
      } catch let error as WeightsError {
        let aside = checkpoint.url.appendingPathExtension("damaged")
        try? FileManager.default.removeItem(at: aside)
        try FileManager.default.moveItem(at: checkpoint.url, to: aside)
        warn("\(error); it was set aside, and training goes on without it")
      }
    }
    return nil
  }
}
