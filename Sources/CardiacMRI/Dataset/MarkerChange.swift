/// A change of the marker in an image's corner, and of nothing else: what a model's answers do after it shows what they rest on.
public enum MarkerChange: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  /// No image has it.
  case removed
  /// Every image has it; in the corner setting, where each class has a box of its own, there is no such change.
  case added
  /// Images that had it lose it, and those that had none get it; in the corner setting each gets the box of the next class.
  case swapped
}

extension ImageDataset {
  /// Whether an image shows a marker.
  public func hasMarker(image: Int) -> Bool {
    labels[range(of: image)].contains { Region.marker.contains(label: $0) }
  }

  /// The same images after the change; nil where the setting knows none. Labels stay as they are.
  public func changingMarkers(_ change: MarkerChange) -> ImageDataset? {
    guard setting != .size, setting == .marker || change != .added else { return nil }
    var pixels = pixelsWithoutMarker
    for image in 0..<count {
      guard let mark = mark(of: image, after: change) else { continue }
      let start = range(of: image).lowerBound
      for row in mark.rows {
        for column in mark.columns { pixels[start + row * Self.width + column] = 255 }
      }
    }
    return ImageDataset(
      setting: setting, shortcutStrength: shortcutStrength, count: count, pixels: pixels,
      pixelsWithoutMarker: pixelsWithoutMarker, labels: labels, diagnoses: diagnoses, isMale: isMale)
  }

  private func mark(of image: Int, after change: MarkerChange) -> CornerMark? {
    switch (setting, change) {
    case (_, .removed), (.size, _): return nil
    case (_, .added): return .marker
    case (.marker, .swapped): return hasMarker(image: image) ? nil : .marker
    case (.corner, .swapped):
      let next = Diagnosis.allCases[(diagnoses[image].rawValue + 1) % Diagnosis.allCases.count]
      return CornerMark(setting: .corner, diagnosis: next, isMarked: true)
    }
  }
}
