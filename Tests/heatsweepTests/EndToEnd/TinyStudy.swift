/// A study of eight trials that takes two or three seconds: both settings, with and without a heatmap loss.
enum TinyStudy {
  static let keys = ["size", "marker"].flatMap { experiment in
    ["cce", "heatmap"].flatMap { arm in ["00", "01"].map { "\(experiment)-\(arm)-\($0)" } }
  }

  static let text = """
    name: tiny
    seed: 3
    images: {training: 64, validation: 32, test: 16}
    epochs: 3
    batch: 16
    trials: 2
    minimum_validation_accuracy: 0
    learning_rate: {sampler: random, low: 5e-4, high: 1e-3}
    arms:
      - name: cce
        classification: cross_entropy
      - name: heatmap
        classification: mse
        heatmap: {loss: paper, weight: 1}
    experiments:
      - name: size
        setting: size
      - name: marker
        setting: marker

    """
}
