import CardiacMRI
import Studies

extension ImageSource {
  /// "images of the setting “size”", "images of 5 classes".
  var title: String {
    switch self {
    case .drawn(let setting, _): "images of the setting “\(setting.rawValue)”"
    case .files(let files):
      "images of \(files.format.classes.count) classes, \(files.format.height) x \(files.format.width), from \(files.place)"
    }
  }
}

extension FileImages {
  /// The name of the file or folder that the images come from, without where that lies.
  var place: String { settings.name }
}

extension Augmentation {
  /// "training images flipped (horizontal), shifted up to 10 %, rotated up to 15°, noise 2 %".
  var title: String {
    let parts = [
      flips.isEmpty ? nil : "flipped (\(flips.map(\.rawValue).joined(separator: ", ")))",
      shift > 0 ? "shifted up to \(NumberText.percent(shift))" : nil,
      rotation > 0 ? "rotated up to \(NumberText.coordinate(rotation))°" : nil,
      noise > 0 ? "noise \(NumberText.percent(noise))" : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? "no augmentation" : "training images \(parts.joined(separator: ", "))"
  }
}

extension ImageSource {
  /// What the images show.
  package var explanation: String {
    switch self {
    case .drawn(let setting, _): "Synthetic cardiac images; the mask is the heart. \(setting.explanation)"
    case .files(let files):
      """
      Dataset \(files.place): \(files.format.classes.count) classes (\(files.format.classes.joined(separator: ", "))), \
      \(files.format.height) x \(files.format.width) pixels\(files.format.channels == 3 ? " in colour" : ""). Inside the mask: \
      \(files.format.segments.filter { $0.region == .inside }.map(\.name).joined(separator: ", ")).
      """
    }
  }
}

extension ImageSetting {
  fileprivate var explanation: String {
    switch self {
    case .size: "Body size and body fat differ between the sexes; nothing else marks the sex."
    case .marker:
      "One body size for everybody; a white square in the corner marks every male. Diseases are unequally common among the sexes, "
        + "so a model can use the marker instead of the heart."
    case .corner: "A white box in a different corner for each class: a model need not look at the heart at all."
    }
  }
}
