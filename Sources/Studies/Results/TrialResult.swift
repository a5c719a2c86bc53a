/// What training one trial gave. A diverged trial is a result too, and says so.
public struct TrialResult: Codable, Sendable, Equatable {
  /// Nil for a model that was trained to the end; else where the loss or a weight stopped being finite.
  public var divergence: String?
  /// The epochs that were finished, in order.
  public var epochs: [EpochResult]
  /// Test images, all classes: accuracy and loss over all images, shares as the mean of the per-class means (study, section 5).
  public var test: Evaluation?
  /// By name of the diagnosis (`NOR`, ...).
  public var testByClass: [String: Evaluation]
  /// SHA-256 of the training, validation and test images and labels.
  public var imageDigest: String
  /// Wall-clock seconds spent on training, summed over the attempts that went into the result.
  public var trainingSeconds: Double
  /// Wall-clock seconds spent on validation and test.
  public var evaluationSeconds: Double
  /// Wall-clock seconds until the features of frozen layers were there, computed or found, in the attempt that ended; nil where
  /// every layer is trained.
  public var featureSeconds: Double?
  /// Wall-clock seconds until the images were there, drawn or found in memory, in the attempt that ended.
  public var imageSeconds: Double?
  /// What the attempt that ended ran on.
  public var machine: ComputingMachine?

  /// A result of these parts.
  public init(
    divergence: String?, epochs: [EpochResult], test: Evaluation?, testByClass: [String: Evaluation],
    imageDigest: String, trainingSeconds: Double, evaluationSeconds: Double, featureSeconds: Double? = nil,
    imageSeconds: Double? = nil, machine: ComputingMachine? = nil
  ) {
    self.divergence = divergence
    self.epochs = epochs
    self.test = test
    self.testByClass = testByClass
    self.imageDigest = imageDigest
    self.trainingSeconds = trainingSeconds
    self.evaluationSeconds = evaluationSeconds
    self.featureSeconds = featureSeconds
    self.imageSeconds = imageSeconds
    self.machine = machine
  }

  /// The result without what differs from run to run and from worker to worker.
  public var timeless: TrialResult {
    var result = self
    (result.trainingSeconds, result.evaluationSeconds) = (0, 0)
    (result.featureSeconds, result.imageSeconds, result.machine) = (nil, nil, nil)
    return result
  }
}

/// Means over one pass of the training images and the validation that followed.
public struct EpochResult: Codable, Sendable, Equatable {
  /// Of the whole loss, heatmap part included.
  public var trainingLoss: Double
  /// Share of the training images that were classified rightly while training, 0...1.
  public var trainingAccuracy: Double
  /// Of the classification part of the arm's loss.
  public var validationLoss: Double
  /// Share of the validation images that are classified rightly, 0...1.
  public var validationAccuracy: Double

  /// An epoch of these means.
  public init(trainingLoss: Double, trainingAccuracy: Double, validationLoss: Double, validationAccuracy: Double) {
    self.trainingLoss = trainingLoss
    self.trainingAccuracy = trainingAccuracy
    self.validationLoss = validationLoss
    self.validationAccuracy = validationAccuracy
  }
}

/// What a model does on a set of images.
public struct Evaluation: Codable, Sendable, Equatable {
  /// How many images that were.
  public var images: Int
  /// Share of them that is classified rightly, 0...1.
  public var accuracy: Double
  /// Of the classification part of the arm's loss.
  public var loss: Double
  /// Where the HiResCAM maps lie.
  public var hirescam: MapShares
  /// Where the Grad-CAM maps lie.
  public var gradcam: MapShares

  /// An evaluation of these parts.
  public init(images: Int, accuracy: Double, loss: Double, hirescam: MapShares, gradcam: MapShares) {
    self.images = images
    self.accuracy = accuracy
    self.loss = loss
    self.hirescam = hirescam
    self.gradcam = gradcam
  }
}

/// Where an attribution map lies: negative values set to 0, upsampled bilinearly to the image, then the share of its sum in
/// each region, averaged over images. A share is nil where no image has both the region and a defined map.
public struct MapShares: Codable, Sendable, Equatable {
  /// Share in the heart, 0...1.
  public var inHeart: Double?
  /// Share on the body fat, 0...1.
  public var onFat: Double?
  /// Over the images that show a marker.
  public var onMarker: Double?
  /// Images whose map has no positive value, so that no share exists.
  public var undefined: Int

  /// Shares in the regions.
  public init(inHeart: Double?, onFat: Double?, onMarker: Double?, undefined: Int) {
    self.inHeart = inHeart
    self.onFat = onFat
    self.onMarker = onMarker
    self.undefined = undefined
  }
}
