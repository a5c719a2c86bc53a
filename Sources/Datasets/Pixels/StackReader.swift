import Foundation
import ImageFiles

/// Reads the pixels of listed images.
struct StackReader {
  private var kinds: [ImageArray: PixelStack.Kind] = [:]

  /// The pixels of an image, or of all slices of a volume, with their masks.
  /// - Throws: `DatasetError`.
  mutating func read(_ image: ListedImage) throws -> PixelStack {
    var stack = try pixels(image)
    if let mask = image.mask { stack.masks = try masks(mask, of: stack, image) }
    return stack
  }

  private mutating func pixels(_ image: ListedImage) throws -> PixelStack {
    switch image.pixels {
    case .png(let url):
      let raster = try reading(image.place) { try PNGReader.read(url) }
      return try single(
        raster.maximum == 255 ? .bytes : .words, raster.height, raster.width, raster.channels,
        raster.values.map { Float($0) }, place: image.place)
    case .array(let url):
      let array = try reading(image.place) { try NumPyArray(contentsOf: url) }
      let shape = array.shape
      guard !array.isText, shape.count == 2 || shape.count == 3 && (shape[2] == 1 || shape[2] == 3), !shape.contains(0)
      else {
        throw DatasetError(
          image.place,
          expected: "an array of numbers, rows x columns or rows x columns x 1 or 3, in \(quoted(image.name))",
          found: array.isText ? "text" : "the shape \(ImageArray.words(shape))")
      }
      let values = try reading(image.place) { try Self.numbers(array) }
      return try single(
        Self.kind(of: [values]), shape[0], shape[1], shape.count == 3 ? shape[2] : 1, values, place: image.place)
    case .entry(let array, let index):
      return try single(
        try kind(of: array), array.height, array.width, array.channels, try array.values(at: index), place: image.place)
    case .volume(let url): return try volume(url, image.place)
    }
  }

  private func single(
    _ kind: PixelStack.Kind, _ height: Int, _ width: Int, _ channels: Int, _ values: [Float], place: String
  ) throws -> PixelStack {
    try Self.checkSides(height, width, place)
    try PixelStack.check(values, width: width, channels: channels, place: place)
    return PixelStack(kind: kind, height: height, width: width, channels: channels, planes: [values])
  }

  private func volume(_ url: URL, _ place: String) throws -> PixelStack {
    let volume = try reading(place) { try Volume(contentsOf: url) }
    try Self.checkSides(volume.height, volume.width, place)
    guard volume.frames == 1, volume.slices >= 1 else {
      throw DatasetError(
        place, expected: "a volume at one moment, in \(quoted(url.lastPathComponent))",
        found: "\(volume.frames) frames of \(volume.slices) slices")
    }
    let planes = try (0..<volume.slices).map { slice in
      let values = volume.slice(slice, frame: 0)
      try PixelStack.check(values, width: volume.width, channels: 1, place: "\(place): slice \(slice)")
      return values
    }
    return PixelStack(
      kind: .other, height: volume.height, width: volume.width, channels: 1, planes: planes,
      spacing: (volume.spacing.y, volume.spacing.x))
  }

  /// The codes of each plane's mask.
  private func masks(_ mask: PixelSource, of stack: PixelStack, _ image: ListedImage) throws -> [[UInt8]] {
    let place: String
    let shape: [Int]
    let codes: [[UInt8]]
    switch mask {
    case .png(let url):
      place = "\(image.place): mask \(quoted(url.lastPathComponent))"
      let labels = try reading(place) { try PNGReader.readLabels(url) }
      shape = [labels.height, labels.width]
      codes = [try PixelStack.codes(labels.labels.map { Float($0) }, width: labels.width, place: place)]
    case .array(let url):
      place = "\(image.place): mask \(quoted(url.lastPathComponent))"
      let array = try reading(place) { try NumPyArray(contentsOf: url) }
      guard !array.isText, array.shape.count == 2, !array.shape.contains(0) else {
        throw DatasetError(
          place, expected: "an array of codes, rows x columns",
          found: array.isText ? "text" : "the shape \(ImageArray.words(array.shape))")
      }
      shape = array.shape
      codes = [try PixelStack.codes(try reading(place) { try Self.numbers(array) }, width: shape[1], place: place)]
    case .entry(let array, let index):
      place = "\(array.place)[\(index)]"
      shape = [array.height, array.width]
      codes = [try PixelStack.codes(try array.values(at: index), width: array.width, place: place)]
    case .volume(let url):
      place = "\(image.place): mask \(quoted(url.lastPathComponent))"
      let volume = try volume(url, place)
      guard volume.planes.count == stack.planes.count else {
        throw DatasetError(
          place, expected: "as many slices as the image has, \(stack.planes.count)", found: "\(volume.planes.count)")
      }
      shape = [volume.height, volume.width]
      codes = try volume.planes.enumerated().map { slice, plane in
        try PixelStack.codes(plane, width: volume.width, place: "\(place): slice \(slice)")
      }
    }
    guard shape == [stack.height, stack.width] else {
      throw DatasetError(
        place, expected: "a mask of the image's size, \(stack.height) x \(stack.width)",
        found: shape.map(String.init).joined(separator: " x "))
    }
    return codes
  }

  private static func checkSides(_ height: Int, _ width: Int, _ place: String) throws {
    let sides = 1...PixelSize.largestSource
    guard sides.contains(height), sides.contains(width) else {
      throw DatasetError(
        place, expected: "1 to \(PixelSize.largestSource) rows and columns", found: "\(height) x \(width)")
    }
  }

  /// All numbers of an array, row by row.
  private static func numbers(_ array: NumPyArray) throws -> [Float] {
    try (0..<array.shape[0]).flatMap { try array.numbers(at: $0) }
  }
}

/// What is known of the numbers of NumPy arrays.
extension StackReader {
  /// Whole numbers from 0 to 255 are intensities of 8 bits, whatever type holds them; but not a mere 0 and 1.
  private static func kind(of images: some Sequence<[Float]>) -> PixelStack.Kind {
    var largest: Float = 0
    for values in images {
      for value in values {
        guard value >= 0, value <= 255, value == value.rounded() else { return .other }
        largest = max(largest, value)
      }
    }
    return largest > 1 ? .bytes : .other
  }

  /// All entries of an array are of one kind.
  private mutating func kind(of array: ImageArray) throws -> PixelStack.Kind {
    if let kind = kinds[array] { return kind }
    var failure: (any Error)?
    let images = (0..<array.count).lazy.map { index in
      do {
        return try array.values(at: index)
      } catch {
        failure = failure ?? error
        // Ends the search.
        return [-1]
      }
    }
    let kind = Self.kind(of: images)
    if let failure { throw failure }
    kinds[array] = kind
    return kind
  }
}
