/// One column of `results.csv`.
///
/// Columns that may differ between two runs of the same study are named `attempts`, begin with `worker` or end in `_seconds`;
/// all others follow from the study file alone.
public struct ResultsColumn: Sendable {
  /// The column's heading.
  public let name: String
  /// The field of a record as text, not yet quoted; nil leaves it empty.
  public let text: @Sendable (TrialRecord) -> String?
  /// Whose maps it is about; the column is left out where no experiment measures with the method.
  let method: AttributionMethodKind?

  init(
    _ name: String, of method: AttributionMethodKind? = nil, _ text: @escaping @Sendable (TrialRecord) -> String?
  ) {
    self.name = name
    self.method = method
    self.text = text
  }

  /// Numbers take the shortest decimal that reads back as the same number.
  init(
    _ name: String, of method: AttributionMethodKind? = nil, number: @escaping @Sendable (TrialRecord) -> Double?
  ) {
    self.init(name, of: method) { record in number(record).map { "\($0)" } }
  }

  init(_ name: String, of method: AttributionMethodKind? = nil, count: @escaping @Sendable (TrialRecord) -> Int?) {
    self.init(name, of: method) { record in count(record).map { "\($0)" } }
  }
}

extension ResultsColumn {
  /// All columns that `results.csv` can have, in order.
  /// - Parameter classes: their names.
  public static func all(classes: [String]) -> [ResultsColumn] {
    identity + outcome + test + classes.flatMap(columns(of:)) + run
  }

  private static let identity = [
    ResultsColumn("trial", count: { $0.trial.number }),
    ResultsColumn("key") { $0.trial.key },
    ResultsColumn("experiment") { $0.trial.experiment.name },
    ResultsColumn("arm") { $0.trial.arm.name },
    ResultsColumn("index", count: { $0.trial.index }),
    ResultsColumn("learning_rate", number: { $0.trial.learningRate }),
    ResultsColumn("heatmap_weight", number: { $0.trial.arm.heatmap?.weight }),
    ResultsColumn("seed") { "\($0.trial.seed)" },
  ]

  private static let outcome = [
    ResultsColumn("state") { $0.state.rawValue },
    ResultsColumn("kept") { "\($0.isKept)" },
    // A failure's text names workers and processes, which differ from run to run; the report has it in full.
    ResultsColumn("reason") { $0.state == .quarantined ? "given up after repeated failures" : $0.reason },
    ResultsColumn("epochs", count: { $0.result?.epochs.count }),
    ResultsColumn("validation_accuracy", number: { $0.result?.epochs.last?.validationAccuracy }),
    ResultsColumn("validation_loss", number: { $0.result?.epochs.last?.validationLoss }),
  ]

  private static let test =
    [
      ResultsColumn("test_accuracy", number: { $0.result?.test?.accuracy }),
      ResultsColumn("test_loss", number: { $0.result?.test?.loss }),
    ]
    + Measure.all.filter { !$0.quantity.isOfMap && $0.quantity != .accuracy }.map { measure in
      ResultsColumn(measure.name, number: { measure.value(of: $0) })
    } + maps(prefix: "") { $0.result?.test }

  private static func columns(of name: String) -> [ResultsColumn] {
    let prefix = name.lowercased() + "_"
    let evaluation: @Sendable (TrialRecord) -> Evaluation? = { $0.result?.testByClass[name] }
    return [
      ResultsColumn(prefix + "accuracy", number: { evaluation($0)?.accuracy }),
      ResultsColumn(prefix + "loss", number: { evaluation($0)?.loss }),
    ] + maps(prefix: prefix, evaluation)
  }

  private static func maps(
    prefix: String, _ evaluation: @escaping @Sendable (TrialRecord) -> Evaluation?
  ) -> [ResultsColumn] {
    AttributionMethodKind.allCases.flatMap { method in
      Measure.Quantity.allCases.filter(\.isOfMap).map { quantity in
        ResultsColumn(
          "\(prefix)\(method.rawValue)_\(quantity.rawValue)", of: method,
          number: { evaluation($0)?[method]?.value(of: quantity) })
      } + [
        ResultsColumn(
          "\(prefix)\(method.rawValue)_undefined", of: method, count: { evaluation($0)?[method]?.undefined })
      ]
    }
  }

  private static let run = [
    ResultsColumn("image_digest") { $0.result?.imageDigest },
    ResultsColumn("worker") { $0.worker },
    ResultsColumn("attempts", count: { $0.attempts }),
    ResultsColumn("training_seconds", number: { $0.result?.trainingSeconds }),
    ResultsColumn("evaluation_seconds", number: { $0.result?.evaluationSeconds }),
    ResultsColumn("costly_seconds", number: { $0.result?.costlySeconds }),
    ResultsColumn("feature_seconds", number: { $0.result?.featureSeconds }),
    ResultsColumn("image_seconds", number: { $0.result?.imageSeconds }),
    ResultsColumn("worker_cpu") { $0.result?.machine?.cpu },
    ResultsColumn("worker_instruction_set") { $0.result?.machine?.instructionSet },
    ResultsColumn("worker_threads", count: { $0.result?.machine?.threads }),
  ]
}
