/// What all images of a dataset have in common: their size, and what their numbers mean.
public struct ImageFormat: Codable, Sendable, Equatable {
  /// Rows of an image.
  public var height: Int
  /// Columns of an image.
  public var width: Int
  /// 1 for gray images, 3 for red, green and blue.
  public var channels: Int
  /// Bits of an intensity: 8 or 16. 0 is black, the largest number white.
  public var bits: Int
  /// Names of the classes; a class is a place in this list.
  public var classes: [String]
  /// What the codes of segmentations stand for; a code that is not listed stands for the background.
  public var segments: [Segment]

  /// A format of these properties.
  public init(
    height: Int, width: Int, channels: Int = 1, bits: Int = 8, classes: [String], segments: [Segment]
  ) {
    self.height = height
    self.width = width
    self.channels = channels
    self.bits = bits
    self.classes = classes
    self.segments = segments
  }

  /// Rows times columns: codes of a segmentation.
  public var pixelsPerImage: Int { height * width }

  /// Rows times columns times channels: intensities of an image.
  public var valuesPerImage: Int { pixelsPerImage * channels }

  /// The regions that segmentations tell apart.
  public var regions: Set<Region> { Set(segments.compactMap(\.region)) }

  /// For each of the 256 codes whether it belongs to the region.
  public func membership(of region: Region) -> [Bool] {
    var isMember = [Bool](repeating: false, count: 256)
    for segment in segments where segment.region == region { isMember[Int(segment.code)] = true }
    return isMember
  }
}

/// One of the things that segmentations tell apart.
public struct Segment: Codable, Sendable, Equatable {
  /// Its number in segmentations; 0 is the background.
  public var code: UInt8
  /// Such as `left cavity`.
  public var name: String
  /// The region that it belongs to; nil for none.
  public var region: Region?

  /// A segment of these properties.
  public init(code: UInt8, name: String, region: Region?) {
    self.code = code
    self.name = name
    self.region = region
  }
}
