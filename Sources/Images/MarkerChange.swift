/// A change of the marker in an image's corner, and of nothing else: what a model's answers do after it shows what they rest on.
public enum MarkerChange: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  /// No image has it.
  case removed
  /// Every image has it; where each class has a marker of its own, there is no such change.
  case added
  /// Images that had it lose it, and those that had none get it; where each class has its own, each gets that of the next class.
  case swapped
}

/// A rectangle of pixels.
public struct PixelRectangle: Sendable, Equatable {
  /// The rows that it covers.
  public var rows: Range<Int>
  /// The columns that it covers.
  public var columns: Range<Int>

  /// A rectangle of these rows and columns.
  public init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }
}

/// What is needed to change the white marker of each image of a dataset.
public struct MarkerPlaces: Sendable {
  /// The images before a marker was put on them, as `ImageDataset.intensities`.
  public var unmarked: Intensities
  /// For each change that there is, where each image has its marker after it; nil for nowhere.
  public var places: [MarkerChange: [PixelRectangle?]]

  /// Markers at these places.
  public init(unmarked: Intensities, places: [MarkerChange: [PixelRectangle?]]) {
    self.unmarked = unmarked
    self.places = places
  }
}

extension ImageDataset {
  /// The same images after the change; nil where there is no such change. Labels stay as they are.
  public func changingMarkers(_ change: MarkerChange) -> ImageDataset? {
    guard let markers, let places = markers.places[change] else { return nil }
    var intensities = markers.unmarked
    for (image, place) in places.enumerated() {
      guard let place else { continue }
      intensities.whiten(place, start: valueRange(of: image).lowerBound, width: format.width, channels: format.channels)
    }
    return ImageDataset(
      format: format, intensities: intensities, labels: labels, classes: classes, hasMask: hasMask, names: names,
      markers: markers)
  }
}

extension Intensities {
  /// Makes a rectangle of an image white.
  /// - Parameter start: where the image begins.
  public mutating func whiten(_ place: PixelRectangle, start: Int, width: Int, channels: Int = 1) {
    let indices = place.rows.flatMap { row in
      start + (row * width + place.columns.lowerBound) * channels..<start + (row * width + place.columns.upperBound)
        * channels
    }
    switch self {
    case .bytes(var values):
      self = .bytes([])
      for index in indices { values[index] = .max }
      self = .bytes(values)
    case .words(var values):
      self = .words([])
      for index in indices { values[index] = .max }
      self = .words(values)
    }
  }
}
