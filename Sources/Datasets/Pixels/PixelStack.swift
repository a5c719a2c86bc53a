/// Images that have intensities in common: the slices of a volume, or a single image.
struct PixelStack {
  /// What is known of the numbers by their type.
  enum Kind {
    /// 0 is black and 255 white.
    case bytes
    /// 0 is black and 65,535 white.
    case words
    /// Nothing.
    case other
  }

  var kind: Kind
  var height: Int
  var width: Int
  /// 1 or 3.
  var channels: Int
  /// Each height x width x channels, finite.
  var planes: [[Float]]
  /// Each height x width, as many as planes; nil without masks.
  var masks: [[UInt8]]?
  /// Millimetres from pixel to pixel; nil for images that are no volumes.
  var spacing: (rows: Double, columns: Double)?

  /// Checks the numbers of a plane.
  /// - Throws: `DatasetError` that says where one is not finite.
  static func check(_ values: [Float], width: Int, channels: Int, place: String) throws {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    let pixel = index / channels
    throw DatasetError(
      place, expected: "finite intensities",
      found: "\(values[index]) in row \(pixel / width), column \(pixel % width), counted from 0")
  }

  /// Numbers as codes of a mask.
  /// - Throws: `DatasetError` that says where one is no code.
  static func codes(_ values: [Float], width: Int, place: String) throws -> [UInt8] {
    try values.enumerated().map { index, value in
      guard let code = UInt8(exactly: value) else {
        throw DatasetError(
          place, expected: "codes, whole numbers from 0 to 255",
          found: "\(value) in row \(index / width), column \(index % width), counted from 0")
      }
      return code
    }
  }
}
