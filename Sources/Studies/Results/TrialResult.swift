/// What training one trial gave. A diverged trial is a result too, and says so.
public struct TrialResult: Codable, Sendable, Equatable {
  /// Nil for a model that was trained to the end; else where the loss or a weight stopped being finite.
  public var divergence: String?
  /// The epochs that were finished, in order.
  public var epochs: [EpochResult]
  /// What the search chose when the trial began; nil where the study file says it.
  public var settings: TrialSettings?
  /// After which epoch successive halving stopped the training; nil where it was not stopped.
  public var stoppedAfter: Int?
  /// Test images, all classes: accuracy and loss over all images, maps' measures as the mean of the per-class means (study,
  /// section 5). Nil for a training that diverged or was stopped.
  public var test: Evaluation?
  /// By name of the class (`NOR`, ...).
  public var testByClass: [String: Evaluation]
  /// Each method's threshold for the intersection over union, as a share of a map's largest value: the one with the best mean on
  /// the validation images.
  public var thresholds: [AttributionMethodKind: Double]
  /// By method, image by image.
  public var imageMeasures: [AttributionMethodKind: ImageMeasures]
  /// The true class of each test image.
  public var classes: [Int]
  /// The class that the model predicts for each test image.
  public var predictions: [Int]
  /// Nil where the images have no marker that could be changed.
  public var markerCheck: MarkerCheck?
  /// SHA-256 of the training, validation and test images and labels.
  public var imageDigest: String
  /// Wall-clock seconds spent on training, summed over the attempts that went into the result.
  public var trainingSeconds: Double
  /// Wall-clock seconds spent on validation and test.
  public var evaluationSeconds: Double
  /// Those of `evaluationSeconds` that went to what takes many passes through the network, on the first images of each class alone;
  /// nil where nothing does.
  public var costlySeconds: Double?
  /// Wall-clock seconds until the features of frozen layers were there, computed or found, in the attempt that ended; nil where
  /// every layer is trained.
  public var featureSeconds: Double?
  /// Wall-clock seconds until the images were there, drawn or found in memory, in the attempt that ended.
  public var imageSeconds: Double?
  /// What the attempt that ended ran on.
  public var machine: ComputingMachine?

  /// A result of these parts.
  public init(
    divergence: String?, settings: TrialSettings? = nil, epochs: [EpochResult], stoppedAfter: Int? = nil,
    test: Evaluation?, testByClass: [String: Evaluation], thresholds: [AttributionMethodKind: Double] = [:],
    imageMeasures: [AttributionMethodKind: ImageMeasures] = [:], classes: [Int] = [],
    predictions: [Int] = [],
    markerCheck: MarkerCheck? = nil, imageDigest: String, trainingSeconds: Double, evaluationSeconds: Double,
    costlySeconds: Double? = nil, featureSeconds: Double? = nil, imageSeconds: Double? = nil,
    machine: ComputingMachine? = nil
  ) {
    self.divergence = divergence
    self.settings = settings
    self.epochs = epochs
    self.stoppedAfter = stoppedAfter
    self.test = test
    self.testByClass = testByClass
    self.thresholds = thresholds
    self.imageMeasures = imageMeasures
    self.classes = classes
    self.predictions = predictions
    self.markerCheck = markerCheck
    self.imageDigest = imageDigest
    self.trainingSeconds = trainingSeconds
    self.evaluationSeconds = evaluationSeconds
    self.costlySeconds = costlySeconds
    self.featureSeconds = featureSeconds
    self.imageSeconds = imageSeconds
    self.machine = machine
  }

  /// The result without what differs from run to run and from worker to worker.
  public var timeless: TrialResult {
    var result = self
    (result.trainingSeconds, result.evaluationSeconds, result.costlySeconds) = (0, 0, nil)
    (result.featureSeconds, result.imageSeconds, result.machine) = (nil, nil, nil)
    return result
  }
}
