import Foundation
import TestKit
import Testing

/// What TensorBoard's own readers find in a run.
struct RunReport: Decodable {
  struct Hyperparameters: Decodable {
    struct Experiment: Decodable {
      struct Column: Decodable {
        let name: String
        let type: String
        let domainDiscrete: [String]?
      }
      struct Metric: Decodable {
        let name: [String: String]
      }
      let name: String
      let hparamInfos: [Column]
      let metricInfos: [Metric]
    }
    struct Start: Decodable {
      let hparams: [String: Value]
      let startTimeSecs: Double
    }
    struct End: Decodable {
      let status: String
      let endTimeSecs: Double
    }
    let experiment: Experiment?
    let sessionStartInfo: Start?
    let sessionEndInfo: End?
  }

  /// A text or a number of JSON.
  enum Value: Decodable, Equatable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  /// Step, value and time, by tag; a value that is not finite is nil.
  let scalars: [String: [[Double?]]]
  /// Step, width and height as said, and those of the PNG, by tag.
  let images: [String: [[Int]]]
  let hparams: [String: Hyperparameters]
  let events: Int

  static let python = Python.having("tensorboard", "PIL")

  /// By run, `.` for the folder itself.
  static func all(in directory: URL) throws -> [String: RunReport] {
    let script = try #require(Bundle.module.url(forResource: "Python/read_events", withExtension: "py"))
    let outcome = try #require(python).run([script.path, directory.path])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try outcome.decoded()
  }
}
