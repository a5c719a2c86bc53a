import CardiacMRI
import Foundation

/// What a study or an experiment says of experiments; nil where it leaves that to the other.
struct ExperimentSettings {
  static let names =
    [
      "model", "weights", "images", "trials", "minimum_validation_accuracy", "measurement", "early_stopping", "arms",
    ] + ArmSettings.names

  var model: ModelKind?
  var weights: WeightsSetting?
  var images: ImageCounts?
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
  ///   - directory: what paths start from; nil to leave the files that they name alone.
  init(_ field: StudyField, outer: ExperimentSettings, directory: URL?) throws {
    let fields = try field.fields(known: ["name", "setting", "shortcut_strength"] + ExperimentSettings.names)
    let name = try fields.required("name").name()
    let setting = try fields.required("setting").choice(ImageSetting.self)
    let settings = try ExperimentSettings(fields).inheriting(outer)

    func given<Value>(_ value: Value?, _ name: String) throws -> Value {
      guard let value else {
        throw field.error(expected: "`\(name)` in the experiment or the study", found: "none")
      }
      return value
    }
    let strength = try fields["shortcut_strength"]?.number(in: 0...1)
    if strength != nil, setting != .marker, let field = fields["shortcut_strength"] {
      throw field.error(expected: "none, since only the setting `marker` has a shortcut of its own", found: "one")
    }
    let images = try given(settings.images, "images")
    let model = settings.model ?? .compact
    self.init(
      name: name, setting: setting, shortcutStrength: strength, images: images, model: model,
      weights: try settings.weights?.file(for: model, directory: directory),
      trials: try given(settings.trials, "trials"),
      minimumValidationAccuracy: settings.minimumValidationAccuracy ?? 0.95,
      measurement: settings.measurement ?? .maps, earlyStopping: settings.earlyStopping,
      arms: try given(settings.arms, "arms").map {
        try $0.completed(from: settings.armSettings, images: images, model: model, experiment: name)
      })
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
