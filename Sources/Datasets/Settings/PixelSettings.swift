/// Rows and columns.
public struct PixelSize: Codable, Sendable, Equatable, Hashable, CustomStringConvertible {
  public var rows: Int
  public var columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  public var description: String { "\(rows) x \(columns)" }

  /// The fewest and the most rows or columns that a network takes.
  static let allowed = 32...512
  /// The most rows or columns of an image that is read.
  static let largestSource = 16_384

  var isAllowed: Bool { Self.allowed.contains(rows) && Self.allowed.contains(columns) }
}

/// A window that is cut out of images; what lies outside an image is black.
public struct Crop: Codable, Sendable, Equatable {
  /// Where the window's middle is.
  public enum Center: String, Codable, Sendable, CaseIterable {
    /// The middle of the box around what is inside, of a volume's masks together; the image's middle where there is no mask. The masks
    /// of test images then have a part in what a model sees of them.
    case mask
    /// The image's middle.
    case image
  }

  /// In pixels, after a volume was brought to its spacing.
  public var size: PixelSize
  public var center: Center

  public init(size: PixelSize, center: Center = .image) {
    self.size = size
    self.center = center
  }
}

/// Which intensities become black and white. Those between become gray in proportion, and those beyond are cut off.
public enum IntensityScaling: Codable, Sendable, Equatable {
  /// The least and the greatest number of the file's type: 0 to 255, or to 65,535 for a PNG file of 16 bits. For other numbers, whose
  /// type says nothing of what is white, the least and the greatest of each image, or of each volume.
  case full
  /// Percentiles of each image, or of each volume, 0 to 100, linear between the two nearest numbers.
  case percentiles(low: Double, high: Double)
  /// Two numbers, the same for all images.
  case range(low: Double, high: Double)
}
