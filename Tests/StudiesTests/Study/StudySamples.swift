import Studies

/// Study files as short as a test allows.
enum StudySamples {
  static let valid = """
    name: sample
    seed: 7
    images: {training: 16, validation: 8, test: 4}
    epochs: 2
    batch: 8
    trials: 3
    learning_rate: {sampler: random, low: 1e-4, high: 1e-2}
    experiments:
      - name: one
        setting: size
        arms:
          - name: a
          - name: b
            heatmap: {loss: energy, weight: 0.5}
      - name: two
        setting: marker
        arms:
          - name: a

    """

  /// The valid study with one text replaced by another.
  static func valid(replacing old: String, by new: String) -> String {
    guard let range = valid.firstRange(of: old) else { return "the sample has no '\(old)'" }
    return valid.replacingCharacters(in: range, with: new)
  }

  /// The one line that `text` fails with, or nil for a study.
  static func failure(_ text: String) -> String? {
    do {
      _ = try StudyFile.parse(text: text, name: "study.yaml")
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
