import Foundation

/// The state, or what of it changed since a version, as it is sent: one JSON object with names in snake case.
package struct LiveSnapshot: Codable, Sendable, Equatable {
  /// A map without its picture, which is at `/maps/ID.png`.
  package struct Map: Codable, Sendable, Equatable {
    package var id: String
    package var trial: String
    package var experiment: String
    package var arm: String
    package var className: String
    package var shareInside: Double?
    package var width: Int
    package var height: Int

    init(_ map: LiveMap) {
      (id, trial, experiment, arm) = (map.id, map.trial, map.experiment, map.arm)
      (className, shareInside, width, height) = (map.className, map.shareInside, map.width, map.height)
    }
  }

  /// Differs from start to start of the program.
  package var instance: String
  /// Grows with every change.
  package var version: Int
  /// What is here changed after this version; 0: this is everything, and replaces what was known.
  package var since: Int
  /// Only where this is everything.
  package var study: LiveStudy?
  package var progress: LiveProgress?
  package var trials: [LiveTrial]
  package var workers: [LiveWorker]
  /// Names of workers that left.
  package var goneWorkers: [String]
  /// All that are kept, the newest model first; nil: as before.
  package var maps: [Map]?

  /// What a client that has seen this says of it: `INSTANCE.VERSION`.
  package var tag: String { "\(instance).\(version)" }

  /// In one line. Numbers that are not finite, which JSON does not have, become strings, which the page does not draw.
  package func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(self)
  }

  /// Reads what `json` wrote. Throws `DecodingError` for anything else.
  package init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    self = try decoder.decode(Self.self, from: json)
  }
}

extension LiveSnapshot {
  package init(
    instance: String, version: Int, since: Int, study: LiveStudy?, progress: LiveProgress?, trials: [LiveTrial],
    workers: [LiveWorker], goneWorkers: [String], maps: [Map]?
  ) {
    self.instance = instance
    self.version = version
    self.since = since
    self.study = study
    self.progress = progress
    self.trials = trials
    self.workers = workers
    self.goneWorkers = goneWorkers
    self.maps = maps
  }
}
