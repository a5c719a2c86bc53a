import Foundation

/// What a study or an experiment says of experiments; nil where it leaves that to the other.
struct ExperimentSettings {
  static let names =
    [
      "model", "weights", "images", "augmentation", "trials", "minimum_validation_accuracy", "measurement",
      "early_stopping", "arms",
    ] + ArmSettings.names

  var model: ModelKind?
  var weights: WeightsSetting?
  var images: ImageCounts?
  var augmentation: Augmentation?
  var trials: Int?
  var minimumValidationAccuracy: Double?
  var measurement: MeasurementPlan?
  var earlyStopping: EarlyStopping?
  var arms: [ArmDraft]?
  var armSettings: ArmSettings

  init(_ fields: StudyFields) throws {
    model = try fields["model"]?.choice(ModelKind.self)
    weights = try fields["weights"].map(WeightsSetting.init)
    images = try fields["images"].map(ImageCounts.init)
    augmentation = try fields["augmentation"].map(Augmentation.init)
    trials = try fields["trials"]?.integer(in: 1...Study.maximumTrials)
    minimumValidationAccuracy = try fields["minimum_validation_accuracy"]?.number(in: 0...1)
    measurement = try fields["measurement"].map(MeasurementPlan.init)
    earlyStopping = try fields["early_stopping"].map(EarlyStopping.init)
    arms = try fields["arms"]?.items(expected: "arms").map(ArmDraft.init)
    armSettings = try ArmSettings(fields)
    if let arms { try ArmDraft.checkNames(arms) }
  }

  /// These settings, and the outer ones where these say nothing.
  func inheriting(_ outer: ExperimentSettings) -> ExperimentSettings {
    var settings = self
    settings.model = model ?? outer.model
    settings.images = images ?? outer.images
    settings.augmentation = augmentation ?? outer.augmentation
    settings.trials = trials ?? outer.trials
    settings.weights = weights ?? outer.weights
    settings.minimumValidationAccuracy = minimumValidationAccuracy ?? outer.minimumValidationAccuracy
    settings.measurement = measurement ?? outer.measurement
    settings.earlyStopping = earlyStopping ?? outer.earlyStopping
    settings.arms = arms ?? outer.arms
    settings.armSettings = armSettings.inheriting(outer.armSettings)
    return settings
  }
}

extension Experiment {
  /// Reads an experiment.
  /// - Parameters:
  ///   - outer: what the study says of all experiments.
  ///   - seed: the study's.
  ///   - directory: what paths start from; nil to leave the files that they name alone.
  init(_ field: StudyField, outer: ExperimentSettings, seed: UInt64, directory: URL?) throws {
    let fields = try field.fields(known: ["name", "setting", "shortcut_strength", "data"] + ExperimentSettings.names)
    let name = try fields.required("name").name()
    let settings = try ExperimentSettings(fields).inheriting(outer)

    func given<Value>(_ value: Value?, _ name: String) throws -> Value {
      guard let value else {
        throw field.error(expected: "`\(name)` in the experiment or the study", found: "none")
      }
      return value
    }
    let source: ImageSource
    let images: ImageCounts
    if let data = fields["data"] {
      for name in ["setting", "shortcut_strength", "images"] {
        if let other = fields[name] {
          throw other.error(expected: "none, since the images are those of `data`", found: "one")
        }
      }
      (source, images) = try ImageSource.files(data, seed: seed, directory: directory)
    } else {
      source = try ImageSource(fields, in: field)
      images = try given(settings.images, "images")
    }
    let model = settings.model ?? .compact
    let arms = try given(settings.arms, "arms").map {
      try $0.completed(from: settings.armSettings, images: images, model: model, experiment: name)
    }
    if settings.augmentation != nil, let arm = arms.first(where: { $0.trainedLayers == .head }) {
      throw field.error(
        expected: "no `augmentation` with `train: head`, whose features are computed once",
        found: "both for the arm `\(arm.name)`")
    }
    let network = model.network(for: source.format)
    self.init(
      name: name, source: source, images: images, augmentation: settings.augmentation, model: model,
      weights: try settings.weights?.file(for: network, directory: directory),
      trials: try given(settings.trials, "trials"),
      minimumValidationAccuracy: settings.minimumValidationAccuracy ?? 0.95,
      measurement: settings.measurement ?? .maps, earlyStopping: settings.earlyStopping, arms: arms)
  }
}

extension ArmDraft {
  /// Names that differ only in case would share a directory on some file systems.
  static func checkNames(_ arms: [ArmDraft]) throws {
    var seen: Set<String> = []
    for arm in arms where !seen.insert(arm.name.lowercased()).inserted {
      throw arm.nameField.error(expected: "a name that no other arm has")
    }
  }
}
