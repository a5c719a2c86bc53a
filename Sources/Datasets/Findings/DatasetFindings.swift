/// What was found in a dataset's files, for the eyes of who wants to train on them.
public struct DatasetFindings: Codable, Sendable, Equatable {
  /// One of the three parts.
  public struct Part: Codable, Sendable, Equatable {
    public var part: DatasetPart
    /// The number of images of each class, after balancing.
    public var images: [Int]
    /// The number of images of each class before balancing.
    public var imagesBeforeBalance: [Int]
    public var patients: Int
    /// Images without a mask.
    public var withoutMask: Int
    /// Images whose mask has nothing inside; they are treated as images without a mask.
    public var emptyMasks: Int
  }

  /// Images of one size, as the files have them.
  public struct SourceSize: Codable, Sendable, Equatable {
    public var rows: Int
    public var columns: Int
    /// 1 or 3.
    public var channels: Int
    public var images: Int
  }

  /// The least, the middle and the greatest of some numbers.
  public struct Spread: Codable, Sendable, Equatable {
    public var minimum: Double
    public var median: Double
    public var maximum: Double
  }

  /// Two images with the same pixels in different parts.
  public struct Duplicate: Codable, Sendable, Equatable {
    public var first: String
    public var firstPart: DatasetPart
    public var second: String
    public var secondPart: DatasetPart
  }

  public var classes: [String]
  /// Training, validation and test.
  public var parts: [Part]
  /// Images, or volumes, of classes that the study file does not list.
  public var leftOut: Int
  /// The most frequent first.
  public var sourceSizes: [SourceSize]
  /// The share of a prepared image's area that is inside, 0 to 1, of each class's images with something inside; nil for none.
  public var insideShares: [Spread?]
  /// The least and the greatest intensity in the files.
  public var lowestIntensity: Double
  public var highestIntensity: Double
  /// Rows, columns, channels and bits of the prepared images.
  public var rows: Int
  public var columns: Int
  public var channels: Int
  public var bits: Int
  /// Images that another part has as well.
  public var duplicateCount: Int
  /// The first of them.
  public var duplicates: [Duplicate]
  /// What should be thought about before anything is trained; each a sentence or two.
  public var warnings: [String]
}
