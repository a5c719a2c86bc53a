import CardiacMRI

/// An image of the study with its segmentation, shown as a sample of its class.
public struct ExampleImage: Sendable, Equatable {
  /// Name of the experiment whose images it belongs to.
  public var experiment: String
  /// Name of the diagnosis, `NOR` for example.
  public var diagnosis: String
  /// 105 x 135 grey values, row by row.
  public var pixels: [UInt8]
  /// 105 x 135 segmentation labels: 11 LV cavity, 12 RV cavity, 13 LV myocardium, 14 RV myocardium, 15 fat, 16 marker, 0 none.
  public var labels: [UInt8]

  public init(experiment: String, diagnosis: String, pixels: [UInt8], labels: [UInt8]) {
    self.experiment = experiment
    self.diagnosis = diagnosis
    self.pixels = pixels
    self.labels = labels
  }
}

/// Where one model looks in one image.
public struct ExampleMap: Sendable, Equatable {
  /// Why an image is shown among all test images: by the share of its map in the heart.
  public enum Rank: String, Sendable, CaseIterable {
    case best, median, worst
  }

  /// Name of the experiment and of the arm that the model belongs to, and the key of the trial that trained it.
  public var experiment: String
  public var arm: String
  public var trialKey: String
  /// Name of the image's diagnosis, `NOR` for example.
  public var diagnosis: String
  /// 105 x 135 grey values, row by row.
  public var pixels: [UInt8]
  /// 105 x 135 segmentation labels, as in ``ExampleImage``.
  public var labels: [UInt8]
  /// 105 x 135: the attribution map, negative values set to 0, upsampled to the image. All zero for an undefined map.
  public var map: [Float]
  /// Nil for the image that stands for its class in every arm.
  public var rank: Rank?

  public init(
    experiment: String, arm: String, trialKey: String, diagnosis: String, pixels: [UInt8], labels: [UInt8],
    map: [Float], rank: Rank? = nil
  ) {
    self.experiment = experiment
    self.arm = arm
    self.trialKey = trialKey
    self.diagnosis = diagnosis
    self.pixels = pixels
    self.labels = labels
    self.map = map
    self.rank = rank
  }
}

extension ExampleImage {
  /// Rows and columns of every image of the study.
  static let height = ImageDataset.height
  static let width = ImageDataset.width

  /// The first images of each class in a dataset, at most `perClass` of each.
  public static func samples(of dataset: ImageDataset, experiment: String, perClass: Int) -> [ExampleImage] {
    Diagnosis.allCases.flatMap { diagnosis in
      (0..<dataset.count).filter { dataset.diagnoses[$0] == diagnosis }.prefix(perClass).map { image in
        ExampleImage(
          experiment: experiment, diagnosis: diagnosis.name, pixels: Array(dataset.pixels[dataset.range(of: image)]),
          labels: Array(dataset.labels[dataset.range(of: image)]))
      }
    }
  }

  /// Whether pixels and labels have the size of an image; others are left out of the report, which says so.
  var isComplete: Bool {
    pixels.count == Self.height * Self.width && labels.count == pixels.count
  }
}

extension ExampleMap {
  /// Whether pixels, labels and map have the size of an image; others are left out of the report, which says so.
  var isComplete: Bool {
    pixels.count == ExampleImage.height * ExampleImage.width && labels.count == pixels.count
      && map.count == pixels.count
  }

  /// The share of the map that lies in the heart; nil where the map is zero everywhere.
  package var shareInHeart: Double? {
    var (inside, total) = (0.0, 0.0)
    for (value, label) in zip(map, labels) where value > 0 && value.isFinite {
      total += Double(value)
      if Region.heart.contains(label: label) { inside += Double(value) }
    }
    return total > 0 ? inside / total : nil
  }
}
