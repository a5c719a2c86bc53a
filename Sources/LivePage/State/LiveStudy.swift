/// What the page knows of a study before anything is trained; it does not change while the study runs.
package struct LiveStudy: Codable, Sendable, Equatable {
  /// A group of models that are trained alike.
  package struct Arm: Codable, Sendable, Equatable {
    package var name: String
    /// Its colours on a light and on a dark ground, `#RRGGBB`.
    package var light: String
    package var dark: String

    package init(name: String, light: String, dark: String) {
      (self.name, self.light, self.dark) = (name, light, dark)
    }
  }

  /// A number that trained models are compared by.
  package struct Measure: Codable, Sendable, Equatable {
    /// As in `results.csv`, and in `LiveTrial.measures`.
    package var name: String
    /// For people.
    package var title: String

    package init(name: String, title: String) { (self.name, self.title) = (name, title) }
  }

  /// Arms that are compared with each other.
  package struct Experiment: Codable, Sendable, Equatable {
    package var name: String
    /// A model with a lower validation accuracy does not count.
    package var minimumAccuracy: Double
    package var arms: [Arm]
    package var measures: [Measure]

    package init(name: String, minimumAccuracy: Double, arms: [Arm], measures: [Measure]) {
      (self.name, self.minimumAccuracy, self.arms, self.measures) = (name, minimumAccuracy, arms, measures)
    }
  }

  package var name: String
  package var question: String?
  /// What of a study it is, where it is a part of one.
  package var part: String?
  package var experiments: [Experiment]

  package init(name: String, question: String? = nil, part: String? = nil, experiments: [Experiment]) {
    (self.name, self.question, self.part, self.experiments) = (name, question, part, experiments)
  }
}
