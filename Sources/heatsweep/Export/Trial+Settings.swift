import Studies
import TensorBoard

extension Trial {
  /// What tells the trials of a study apart, under the names that other tools show.
  var exportedSettings: [(name: String, value: Hyperparameter)] {
    [
      ("experiment", .text(experiment.name)), ("arm", .text(arm.name)), ("index", .number(Double(index))),
      // A text, since a number of 64 bits does not fit another tool's.
      ("seed", .text("\(seed)")), ("model", .text(experiment.model.rawValue)),
      ("trained_layers", .text(arm.trainedLayers.rawValue)), ("optimizer", .text(arm.optimizer.rawValue)),
      ("learning_rate", .number(learningRate)), ("epochs", .number(Double(arm.epochs))),
      ("batch", .number(Double(arm.batch))), ("classification", .text(arm.classification.rawValue)),
      ("heatmap_loss", .text(arm.heatmap?.loss.rawValue ?? "none")),
      ("heatmap_method", .text(arm.heatmap?.method.rawValue ?? "none")),
      ("heatmap_mask", .text(arm.heatmap?.mask.rawValue ?? "none")),
      ("heatmap_weight", .number(arm.heatmap?.weight ?? 0)),
    ]
  }
}
