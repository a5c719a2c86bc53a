import ImageFiles

/// An array of images or of masks.
///
/// A class, so that each of many thousand entries refers to the one array.
final class ImageArray: Sendable, Hashable {
  let array: NumPyArray
  /// The file, and the array in it, for errors.
  let place: String
  let count, height, width, channels: Int

  /// - Parameter allowsColor: whether three channels are as good as one.
  /// - Throws: `DatasetError` for other shapes, and for text.
  init(_ array: NumPyArray, place: String, allowsColor: Bool) throws {
    let shape = array.shape
    let expected = "numbers, images x rows x columns" + (allowsColor ? " or images x rows x columns x 1 or 3" : "")
    guard !array.isText else { throw DatasetError(place, expected: expected, found: "text") }
    let isGood = shape.count == 3 || shape.count == 4 && (shape[3] == 1 || shape[3] == 3 && allowsColor)
    guard isGood, shape[0] >= 1 else {
      throw DatasetError(place, expected: expected, found: "the shape \(Self.words(shape))")
    }
    let sides = 1...PixelSize.largestSource
    guard sides.contains(shape[1]), sides.contains(shape[2]) else {
      throw DatasetError(
        place, expected: "1 to \(PixelSize.largestSource) rows and columns", found: "the shape \(Self.words(shape))")
    }
    guard shape[0] <= Listing.maximumImages else {
      throw DatasetError(place, expected: "at most \(Listing.maximumImages) images", found: "\(shape[0])")
    }
    self.array = array
    self.place = place
    (count, height, width, channels) = (shape[0], shape[1], shape[2], shape.count == 4 ? shape[3] : 1)
  }

  static func words(_ shape: [Int]) -> String { "(" + shape.map(String.init).joined(separator: ", ") + ")" }

  /// The numbers of an entry, height x width x channels.
  func values(at index: Int) throws -> [Float] {
    try reading("\(place)[\(index)]") { try array.numbers(at: index) }
  }

  static func == (first: ImageArray, second: ImageArray) -> Bool { first === second }

  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
