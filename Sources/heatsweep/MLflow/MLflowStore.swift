import Cluster
import Files
import Foundation
import Studies

/// MLflow's file store: `mlruns/EXPERIMENT/RUN/`, with a `meta.yaml` each, and a file a parameter, metric and tag.
///
/// Names of folders follow from the study, so that it can be written again.
struct MLflowStore {
  let url: URL

  /// Writes the trials that are over.
  /// - Throws: `FileError` or `ClusterError`, naming the file and the reason.
  func write(_ study: StudyDirectory) throws {
    for experiment in study.study.experiments {
      let records = study.records.filter { $0.trial.experiment.name == experiment.name && $0.state != .pending }
      // MLflow's own are whole numbers.
      let digest = sha256("\(study.text)\n\(experiment.name)".utf8)
      let identifier = String(UInt64(digest.prefix(15), radix: 16) ?? 0)
      let folder = url.appending(path: identifier)
      let times = records.map { study.endTime(of: $0) }
      let created = milliseconds(times.min() ?? .now)
      try write(
        [
          ("artifact_location", .text(folder.absoluteURL.absoluteString)), ("creation_time", .number(created)),
          ("experiment_id", .text(identifier)), ("last_update_time", .number(milliseconds(times.max() ?? .now))),
          ("lifecycle_stage", .text("active")), ("name", .text("\(study.study.name)/\(experiment.name)")),
        ], to: folder.appending(path: "meta.yaml"))
      for (record, end) in zip(records, times) {
        let run = String(sha256("\(digest)\n\(record.trial.key)".utf8).prefix(32))
        try write(record, as: run, of: identifier, end: end, weights: study.weights(of: record.trial))
      }
    }
  }

  private func write(_ record: TrialRecord, as run: String, of experiment: String, end: Date, weights: URL) throws {
    let folder = url.appending(path: experiment).appending(path: run)
    let artifacts = folder.appending(path: "artifacts")
    let (start, end) = (milliseconds(end - record.seconds), milliseconds(end))
    for name in ["params", "metrics", "tags", "artifacts"] { try makeFolder(folder.appending(path: name)) }
    try write(
      [
        ("artifact_uri", .text(artifacts.absoluteURL.absoluteString)), ("end_time", .number(end)),
        ("entry_point_name", .text("")), ("experiment_id", .text(experiment)), ("lifecycle_stage", .text("active")),
        ("run_id", .text(run)), ("run_name", .text(record.trial.key)), ("run_uuid", .text(run)),
        ("source_name", .text("heatsweep")), ("source_type", .number(4)), ("source_version", .text("")),
        ("start_time", .number(start)), ("status", .number(record.state == .done || record.state == .stopped ? 3 : 4)),
        ("tags", .list), ("user_id", .text("heatsweep")),
      ], to: folder.appending(path: "meta.yaml"))
    for (name, value) in record.trial.exportedSettings {
      try write("\(value)", to: folder.appending(path: "params/\(name)"))
    }
    var metrics: [(tag: String, lines: [String])] = []
    func add(_ scalars: [(tag: String, value: Double)], step: Int) {
      for (tag, value) in scalars where value.isFinite {
        let line = "\(end) \(value) \(step)\n"
        if let known = metrics.firstIndex(where: { $0.tag == tag }) {
          metrics[known].lines.append(line)
        } else {
          metrics.append((tag, [line]))
        }
      }
    }
    let epochs = record.result?.epochs ?? []
    for (index, epoch) in epochs.enumerated() { add(epoch.exportedScalars, step: index + 1) }
    add(record.exportedMeasures, step: epochs.count)
    for (tag, lines) in metrics {
      try write(lines.joined(), to: folder.appending(path: "metrics/\(tag)"))
    }
    let tags = ["mlflow.runName": record.trial.key, "state": record.state.rawValue, "reason": record.reason ?? ""]
    for (name, value) in tags where !value.isEmpty { try write(value, to: folder.appending(path: "tags/\(name)")) }
    if record.result?.test != nil { try share(weights, in: artifacts) }
  }

  /// A second name of the same file where the disk is the same; else a copy.
  private func share(_ file: URL, in folder: URL) throws {
    let target = folder.appending(path: file.lastPathComponent)
    try? FileManager.default.removeItem(at: target)
    if link(file.path, target.path) == 0 { return }
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw FileError(path: file.path, action: "read", code: ENOENT)
    }
    try DurableFile.write(bytes, to: target.path)
  }

  private enum Entry {
    case text(String)
    case number(Int)
    case list
  }

  /// YAML; texts as JSON, which YAML reads.
  private func write(_ entries: [(String, Entry)], to file: URL) throws {
    let lines = try entries.map { name, entry in
      switch entry {
      case .text(let text): "\(name): \(String(decoding: try JSONEncoder.stable.encode(text), as: UTF8.self))\n"
      case .number(let number): "\(name): \(number)\n"
      case .list: "\(name): []\n"
      }
    }
    try write(lines.joined(), to: file)
  }

  private func write(_ text: String, to file: URL) throws {
    try makeFolder(file.deletingLastPathComponent())
    try DurableFile.write(Data(text.utf8), to: file.path)
  }

  private func makeFolder(_ folder: URL) throws {
    guard !FileManager.default.fileExists(atPath: folder.path) else { return }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ClusterError("\(folder.path): cannot be made: \(error.localizedDescription)")
    }
  }

  /// Since 1970.
  private func milliseconds(_ time: Date) -> Int { Int(time.timeIntervalSince1970 * 1000) }
}
