/// What a study, an experiment or an arm says of how to train; nil where it leaves that to the others.
struct ArmSettings {
  static let names = [
    "classification", "heatmap", "train", "optimizer", "learning_rate", "schedule", "epochs", "batch",
  ]

  var classification: ClassificationLossKind?
  var heatmap: HeatmapSetting?
  var trainedLayers: TrainedLayers?
  var optimizer: OptimizerKind?
  var learningRate: LearningRateSampler?
  var schedule: LearningRateSchedule?
  var epochs: Int?
  var batch: Int?

  /// `heatmap: none` takes back what the study or the experiment says.
  enum HeatmapSetting {
    case none
    case term(HeatmapTerm)
  }

  init(_ fields: StudyFields) throws {
    classification = try fields["classification"]?.choice(ClassificationLossKind.self)
    heatmap = try fields["heatmap"].map(HeatmapSetting.init)
    trainedLayers = try fields["train"]?.choice(TrainedLayers.self)
    optimizer = try fields["optimizer"]?.choice(OptimizerKind.self)
    learningRate = try fields["learning_rate"].map(LearningRateSampler.init)
    schedule = try fields["schedule"].map(LearningRateSchedule.init)
    epochs = try fields["epochs"]?.integer(in: 1...10_000)
    batch = try fields["batch"]?.integer(in: 1...1024)
  }

  /// These settings, and the outer ones where these say nothing.
  func inheriting(_ outer: ArmSettings) -> ArmSettings {
    var settings = self
    settings.classification = classification ?? outer.classification
    settings.heatmap = heatmap ?? outer.heatmap
    settings.trainedLayers = trainedLayers ?? outer.trainedLayers
    settings.optimizer = optimizer ?? outer.optimizer
    settings.learningRate = learningRate ?? outer.learningRate
    settings.schedule = schedule ?? outer.schedule
    settings.epochs = epochs ?? outer.epochs
    settings.batch = batch ?? outer.batch
    return settings
  }
}

extension ArmSettings.HeatmapSetting {
  init(_ field: StudyField) throws {
    if field.node.scalar?.string == "none" {
      self = .none
      return
    }
    guard field.node.mapping != nil else {
      throw field.error(expected: "`none` or the fields loss, method, layers, class, mask and weight")
    }
    self = .term(try HeatmapTerm(field))
  }
}

/// An arm as it stands in the file, not yet completed from the settings around it.
struct ArmDraft {
  let field: StudyField
  let nameField: StudyField
  let name: String
  let settings: ArmSettings

  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["name"] + ArmSettings.names)
    self.field = field
    nameField = try fields.required("name")
    name = try nameField.name()
    settings = try ArmSettings(fields)
  }

  /// The arm, with what it leaves open taken from the experiment or the study, or from the defaults.
  func completed(from outer: ArmSettings, images: ImageCounts, model: ModelKind, experiment: String) throws -> Arm {
    let settings = settings.inheriting(outer)
    guard let learningRate = settings.learningRate else { throw missing("learning_rate") }
    guard let epochs = settings.epochs else { throw missing("epochs") }
    guard let batch = settings.batch else { throw missing("batch") }
    guard batch <= images.training else {
      throw field.error(
        expected: "a batch of at most the \(images.training) training images of experiment `\(experiment)`",
        found: "a batch of \(batch)")
    }
    var heatmap: HeatmapTerm?
    if case .term(let term)? = settings.heatmap {
      try term.check(for: model, in: field)
      heatmap = term
    }
    let trained = settings.trainedLayers ?? .all
    if let heatmap, trained == .head, !heatmap.layers.isEmpty || heatmap.loss == .rightReasons {
      throw field.error(
        expected: "trained convolutions (`train: all`) where the heatmap loss asks of more than the last one's map",
        found: "`train: head`")
    }
    return Arm(
      name: name, classification: settings.classification ?? .crossEntropy, heatmap: heatmap,
      trainedLayers: trained, optimizer: settings.optimizer ?? .adam,
      learningRate: learningRate, schedule: settings.schedule ?? .constant, epochs: epochs, batch: batch)
  }

  private func missing(_ name: String) -> StudyFileError {
    field.error(expected: "`\(name)` in the arm, the experiment or the study", found: "none")
  }
}
