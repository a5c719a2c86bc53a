/// Images of one size with their classes and segmentations.
public struct ImageDataset: Sendable {
  /// Size, classes, and what codes mean.
  public let format: ImageFormat
  /// Intensities, count x height x width x channels.
  public private(set) var intensities: Intensities
  /// Segmentations, count x height x width, in the codes of the format's segments; 0 where an image has none.
  public private(set) var labels: [UInt8]
  /// Each image's class, a place in the format's list.
  public private(set) var classes: [Int]
  /// Whether each image has a segmentation. One without has no heatmap loss, and no measure that needs its mask.
  public private(set) var hasMask: [Bool]
  /// Where images come from, such as a file; empty for images that were drawn.
  public private(set) var names: [String]
  /// What is needed to change the marker of each image; nil where there are none.
  public var markers: MarkerPlaces?

  /// The number of images.
  public var count: Int { classes.count }

  /// Images of these parts, which belong together.
  ///
  /// - Parameters:
  ///   - hasMask: nil where every image has one.
  ///   - names: one an image, or none at all.
  public init(
    format: ImageFormat, intensities: Intensities, labels: [UInt8], classes: [Int], hasMask: [Bool]? = nil,
    names: [String] = [], markers: MarkerPlaces? = nil
  ) {
    precondition(intensities.count == classes.count * format.valuesPerImage, "intensities of another size")
    precondition(labels.count == classes.count * format.pixelsPerImage, "segmentations of another size")
    self.format = format
    self.intensities = intensities
    self.labels = labels
    self.classes = classes
    self.hasMask = hasMask ?? [Bool](repeating: true, count: classes.count)
    self.names = names
    self.markers = markers
  }

  /// Where the image's codes lie in `labels`.
  public func range(of image: Int) -> Range<Int> {
    precondition(image >= 0 && image < count, "no image \(image) among \(count)")
    return image * format.pixelsPerImage..<(image + 1) * format.pixelsPerImage
  }

  /// Where the image's numbers lie in `intensities`.
  public func valueRange(of image: Int) -> Range<Int> {
    let pixels = range(of: image)
    return pixels.lowerBound * format.channels..<pixels.upperBound * format.channels
  }

  /// The image in 8 bits, height x width x channels, for pictures.
  public func bytes(of image: Int) -> [UInt8] { intensities.bytes(in: valueRange(of: image)) }

  /// The image's segmentation, height x width.
  public func labels(of image: Int) -> [UInt8] { Array(labels[range(of: image)]) }

  /// The name of the image's class.
  public func className(of image: Int) -> String { format.classes[classes[image]] }

  /// Some of the images, in this order; without markers.
  public func selecting(_ indices: some Collection<Int>) -> ImageDataset {
    var chosen = intensities.slice(0..<0)
    var labels: [UInt8] = []
    labels.reserveCapacity(indices.count * format.pixelsPerImage)
    chosen.reserveCapacity(indices.count * format.valuesPerImage)
    for image in indices {
      chosen.append(intensities, in: valueRange(of: image))
      labels += self.labels[range(of: image)]
    }
    return ImageDataset(
      format: format, intensities: chosen, labels: labels, classes: indices.map { classes[$0] },
      hasMask: indices.map { hasMask[$0] }, names: names.isEmpty ? [] : indices.map { names[$0] })
  }
}
