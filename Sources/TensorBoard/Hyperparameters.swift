import Foundation
import SwiftProtobuf

/// A setting of a run.
public enum Hyperparameter: Sendable, Hashable, CustomStringConvertible {
  case text(String)
  case number(Double)

  /// As people write it.
  public var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
  }

  fileprivate var proto: Google_Protobuf_Value {
    switch self {
    case .text(let text): Google_Protobuf_Value(stringValue: text)
    case .number(let number): Google_Protobuf_Value(numberValue: number)
    }
  }

  fileprivate var type: Tensorboard_DataType {
    switch self {
    case .text: .string
    case .number: .float64
    }
  }
}

/// TensorBoard's page HParams: a table of runs with their settings and what came of them.
extension EventFileWriter {
  private static let plugin = "hparams"
  private static let experimentTag = "_hparams_/experiment"
  private static let startTag = "_hparams_/session_start_info"
  private static let endTag = "_hparams_/session_end_info"

  /// How a run ended.
  public enum Ending: Sendable {
    case success, failure
  }

  /// Whether the run has its settings.
  public var hasHyperparameters: Bool { lastSteps[Self.startTag] != nil }

  /// Whether the run has ended.
  public var hasEnded: Bool { lastSteps[Self.endTag] != nil }

  /// Describes the columns of the table, in a writer of the folder that holds the runs; once.
  /// - Parameters:
  ///   - hyperparameters: each with all values that any run has.
  ///   - metrics: tags of scalars.
  public func describeRuns(
    name: String, hyperparameters: [(name: String, values: [Hyperparameter])], metrics: [String], wallTime: Date
  ) throws {
    guard lastSteps[Self.experimentTag] == nil else { return }
    var experiment = Tensorboard_Experiment()
    experiment.name = name
    experiment.timeCreatedSecs = wallTime.timeIntervalSince1970
    experiment.hparamInfos = hyperparameters.map { name, values in
      var info = Tensorboard_HParamInfo()
      info.name = name
      info.type = values.first?.type ?? .unset
      // A few texts can be chosen from. Many are searched for, and numbers have a range that TensorBoard finds.
      if info.type == .string, values.count <= 20 { info.domainDiscrete.values = values.map(\.proto) }
      return info
    }
    experiment.metricInfos = metrics.map { tag in
      var info = Tensorboard_MetricInfo()
      info.name.tag = tag
      return info
    }
    try append(Self.experimentTag, .experiment(experiment), wallTime: wallTime)
  }

  /// Says what the run was begun with.
  public func hyperparameters(_ values: [String: Hyperparameter], wallTime: Date) throws {
    var start = Tensorboard_SessionStartInfo()
    start.hparams = values.mapValues(\.proto)
    start.startTimeSecs = wallTime.timeIntervalSince1970
    try append(Self.startTag, .sessionStartInfo(start), wallTime: wallTime)
  }

  /// Says that the run is over.
  public func end(_ ending: Ending, wallTime: Date) throws {
    var end = Tensorboard_SessionEndInfo()
    end.status = ending == .success ? .success : .failure
    end.endTimeSecs = wallTime.timeIntervalSince1970
    try append(Self.endTag, .sessionEndInfo(end), wallTime: wallTime)
  }

  private func append(_ tag: String, _ data: Tensorboard_HParamsPluginData.OneOf_Data, wallTime: Date) throws {
    var content = Tensorboard_HParamsPluginData()
    content.data = data
    try append(tag, plugin: Self.plugin, content: content, wallTime: wallTime)
  }
}
