import Images

/// An image of the study with its segmentation, shown as a sample of its class.
public struct ExampleImage: Sendable, Equatable {
  /// Name of the experiment whose images it belongs to.
  public var experiment: String
  /// Of its class, `NOR` for example.
  public var className: String
  /// Its size, and what the codes of its segmentation mean.
  public var format: ImageFormat
  /// height x width x channels in 8 bits.
  public var pixels: [UInt8]
  /// height x width codes of the segmentation.
  public var labels: [UInt8]

  public init(experiment: String, className: String, format: ImageFormat, pixels: [UInt8], labels: [UInt8]) {
    self.experiment = experiment
    self.format = format
    self.className = className
    self.pixels = pixels
    self.labels = labels
  }
}

/// Where one model looks in one image.
public struct ExampleMap: Sendable, Equatable {
  /// Why an image is shown among all test images: by the share of its map inside the mask.
  public enum Rank: String, Sendable, CaseIterable {
    case best, median, worst
  }

  /// Name of the experiment and of the arm that the model belongs to, and the key of the trial that trained it.
  public var experiment: String
  public var arm: String
  public var trialKey: String
  /// Of the image's class, `NOR` for example.
  public var className: String
  /// The image's size, and what the codes of its segmentation mean.
  public var format: ImageFormat
  /// height x width x channels in 8 bits.
  public var pixels: [UInt8]
  /// height x width codes of the segmentation.
  public var labels: [UInt8]
  /// height x width: the attribution map, negative values set to 0, upsampled to the image. All zero for an undefined map.
  public var map: [Float]
  /// Nil for the image that stands for its class in every arm.
  public var rank: Rank?

  public init(
    experiment: String, arm: String, trialKey: String, className: String, format: ImageFormat, pixels: [UInt8],
    labels: [UInt8], map: [Float], rank: Rank? = nil
  ) {
    self.experiment = experiment
    self.arm = arm
    self.trialKey = trialKey
    self.format = format
    self.className = className
    self.pixels = pixels
    self.labels = labels
    self.map = map
    self.rank = rank
  }
}

extension ExampleImage {
  /// The first images of each class in a dataset, at most `perClass` of each.
  public static func samples(of dataset: ImageDataset, experiment: String, perClass: Int) -> [ExampleImage] {
    dataset.format.classes.indices.flatMap { number in
      (0..<dataset.count).filter { dataset.classes[$0] == number }.prefix(perClass).map { image in
        ExampleImage(
          experiment: experiment, className: dataset.className(of: image), format: dataset.format,
          pixels: dataset.bytes(of: image), labels: dataset.labels(of: image))
      }
    }
  }

  /// Whether pixels and labels have the size of an image; others are left out of the report, which says so.
  var isComplete: Bool {
    pixels.count == format.valuesPerImage && labels.count == format.pixelsPerImage
  }
}

extension ExampleMap {
  /// Whether pixels, labels and map have the size of an image; others are left out of the report, which says so.
  var isComplete: Bool {
    pixels.count == format.valuesPerImage && labels.count == format.pixelsPerImage && map.count == labels.count
  }

  /// The share of the map that lies inside the mask; nil where the map is zero everywhere.
  package var shareInside: Double? {
    let isInside = format.membership(of: .inside)
    var (inside, total) = (0.0, 0.0)
    for (value, label) in zip(map, labels) where value > 0 && value.isFinite {
      total += Double(value)
      if isInside[Int(label)] { inside += Double(value) }
    }
    return total > 0 ? inside / total : nil
  }
}
