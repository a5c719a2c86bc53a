/// The shares of the three parts of a dataset.
public struct PartShares: Codable, Sendable, Equatable {
  public var training: Double
  public var validation: Double
  /// Nil where the files say which images are to test.
  public var test: Double?

  public init(training: Double, validation: Double, test: Double?) {
    self.training = training
    self.validation = validation
    self.test = test
  }

  static let usual = PartShares(training: 0.7, validation: 0.15, test: 0.15)
}

/// One of the three sets of images of an experiment.
public enum DatasetPart: String, Codable, Sendable, CaseIterable {
  case training, validation, test

  /// The part of a name such as files give; nil for other names.
  init?(name: String) {
    switch name.lowercased() {
    case "training", "train": self = .training
    case "validation", "val": self = .validation
    case "test": self = .test
    default: return nil
    }
  }

  /// Its place among the three.
  var index: Int {
    switch self {
    case .training: 0
    case .validation: 1
    case .test: 2
    }
  }
}
