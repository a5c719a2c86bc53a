import ArgumentParser
import Cluster
import Coordination
import Foundation
import Studies

/// `heatsweep status`: how far a study is, while it runs or not.
package struct StatusCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says how far the study of a directory is.")

  @Argument(help: ArgumentHelp("Directory of the results.", valueName: "directory"))
  var directory: String

  @Flag(help: "Print JSON.")
  var json = false

  package init() {}

  package func run() throws {
    let status = StudyStatus(try StoredStudy(directory: URL(filePath: directory)))
    print(json ? try status.json() : status.text)
  }
}

/// What `status` says.
struct StudyStatus: Encodable {
  struct Trials: Encodable {
    let planned: Int
    let done: Int
    let diverged: Int
    let quarantined: Int
    let running: Int
    let pending: Int
  }

  struct Worker: Encodable {
    let name: String
    let host: String
    let process: Int
    let trial: String?
    let fraction: Double?
    let description: String?
    let secondsSinceHeard: Double
  }

  struct Failure: Encodable {
    let trial: String
    let state: String
    let attempts: Int
    let reason: String
  }

  let study: String
  /// What of a study it is, where it is a part.
  let part: String?
  let isRunning: Bool
  let epoch: Int
  let trials: Trials
  let workers: [Worker]
  let failures: [Failure]
  let contradictions: Int

  init(_ stored: StoredStudy) {
    let records = stored.records
    func count(_ states: TrialState...) -> Int { records.count { states.contains($0.state) } }
    study = stored.name
    part = (try? StudyFile.parse(text: stored.text, name: StudyStore.fileName))?.part?.description
    isRunning = stored.isRunning
    epoch = stored.epoch
    // Handed out by a coordinator that is gone means waiting.
    let leased = count(.leased, .running)
    trials = Trials(
      planned: records.count, done: records.count { $0.state == .done && !$0.isDiverged },
      diverged: records.count { $0.isDiverged }, quarantined: count(.quarantined),
      running: stored.isRunning ? leased : 0, pending: count(.pending, .backoff) + (stored.isRunning ? 0 : leased))
    workers =
      !stored.isRunning
      ? []
      : stored.workers.map { worker in
        Worker(
          name: worker.name, host: worker.host, process: worker.process,
          trial: worker.trial.flatMap { records.indices.contains($0) ? records[$0].key : nil },
          fraction: worker.fraction, description: worker.description, secondsSinceHeard: worker.secondsSinceHeard)
      }
    failures = records.compactMap { record in
      guard record.state != .done, let failure = record.failure else { return nil }
      return Failure(
        trial: record.key, state: record.state.rawValue, attempts: record.attempts, reason: failure)
    }
    contradictions = stored.contradictions
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  var text: String {
    var lines = [
      "\(study): \(isRunning ? "running" : "not running"), "
        + "\(trials.done + trials.diverged + trials.quarantined)/\(trials.planned) trials finished",
      "  done \(trials.done), diverged \(trials.diverged), given up \(trials.quarantined), "
        + "running \(trials.running), waiting \(trials.pending)",
    ]
    if let part { lines.insert("  a part of the study: \(part)", at: 1) }
    for worker in workers {
      let fraction = worker.fraction.map { " \(Int($0 * 100))%" } ?? ""
      let description = worker.description.map { ", \($0)" } ?? ""
      lines.append(
        "  \(worker.name) on \(worker.host): \(worker.trial ?? "waiting")\(fraction)\(description) "
          + "(heard \(worker.secondsSinceHeard.asTime) ago)")
    }
    for failure in failures {
      let first = failure.reason.split(whereSeparator: \.isNewline).first ?? ""
      lines.append("  \(failure.trial) \(failure.state) after \(failure.attempts) attempts: \(first)")
    }
    if contradictions > 0 { lines.append("  ALARM: \(contradictions) results differ from the accepted ones") }
    return lines.joined(separator: "\n")
  }
}
