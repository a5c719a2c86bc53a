import CardiacMRI

/// One column of `results.csv`.
///
/// Columns that may differ between two runs of the same study are named `attempts`, begin with `worker` or end in `_seconds`;
/// all others follow from the study file alone.
public struct ResultsColumn: Sendable {
  /// The column's heading.
  public let name: String
  /// The field of a record as text, not yet quoted; nil leaves it empty.
  public let text: @Sendable (TrialRecord) -> String?

  init(_ name: String, _ text: @escaping @Sendable (TrialRecord) -> String?) {
    self.name = name
    self.text = text
  }

  /// Numbers take the shortest decimal that reads back as the same number.
  init(_ name: String, number: @escaping @Sendable (TrialRecord) -> Double?) {
    self.init(name) { record in number(record).map { "\($0)" } }
  }

  init(_ name: String, count: @escaping @Sendable (TrialRecord) -> Int?) {
    self.init(name) { record in count(record).map { "\($0)" } }
  }
}

extension ResultsColumn {
  /// All columns of `results.csv`, in order.
  public static let all = identity + outcome + test + Diagnosis.allCases.flatMap(columns(of:)) + run

  private static let identity = [
    ResultsColumn("trial", count: { $0.trial.number }),
    ResultsColumn("key") { $0.trial.key },
    ResultsColumn("experiment") { $0.trial.experiment.name },
    ResultsColumn("arm") { $0.trial.arm.name },
    ResultsColumn("index", count: { $0.trial.index }),
    ResultsColumn("learning_rate", number: { $0.trial.learningRate }),
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
    ] + shares(prefix: "") { $0.result?.test }

  private static func columns(of diagnosis: Diagnosis) -> [ResultsColumn] {
    let prefix = diagnosis.name.lowercased() + "_"
    let evaluation: @Sendable (TrialRecord) -> Evaluation? = { $0.result?.testByClass[diagnosis.name] }
    return [
      ResultsColumn(prefix + "accuracy", number: { evaluation($0)?.accuracy }),
      ResultsColumn(prefix + "loss", number: { evaluation($0)?.loss }),
    ] + shares(prefix: prefix, evaluation)
  }

  private static func shares(
    prefix: String, _ evaluation: @escaping @Sendable (TrialRecord) -> Evaluation?
  ) -> [ResultsColumn] {
    [
      ResultsColumn(prefix + "hirescam_in_heart", number: { evaluation($0)?.hirescam.inHeart }),
      ResultsColumn(prefix + "hirescam_on_fat", number: { evaluation($0)?.hirescam.onFat }),
      ResultsColumn(prefix + "hirescam_on_marker", number: { evaluation($0)?.hirescam.onMarker }),
      ResultsColumn(prefix + "hirescam_undefined", count: { evaluation($0)?.hirescam.undefined }),
      ResultsColumn(prefix + "gradcam_in_heart", number: { evaluation($0)?.gradcam.inHeart }),
      ResultsColumn(prefix + "gradcam_on_fat", number: { evaluation($0)?.gradcam.onFat }),
      ResultsColumn(prefix + "gradcam_on_marker", number: { evaluation($0)?.gradcam.onMarker }),
      ResultsColumn(prefix + "gradcam_undefined", count: { evaluation($0)?.gradcam.undefined }),
    ]
  }

  private static let run = [
    ResultsColumn("image_digest") { $0.result?.imageDigest },
    ResultsColumn("worker") { $0.worker },
    ResultsColumn("attempts", count: { $0.attempts }),
    ResultsColumn("training_seconds", number: { $0.result?.trainingSeconds }),
    ResultsColumn("evaluation_seconds", number: { $0.result?.evaluationSeconds }),
    ResultsColumn("feature_seconds", number: { $0.result?.featureSeconds }),
    ResultsColumn("image_seconds", number: { $0.result?.imageSeconds }),
    ResultsColumn("worker_cpu") { $0.result?.machine?.cpu },
    ResultsColumn("worker_instruction_set") { $0.result?.machine?.instructionSet },
    ResultsColumn("worker_threads", count: { $0.result?.machine?.threads }),
  ]
}
