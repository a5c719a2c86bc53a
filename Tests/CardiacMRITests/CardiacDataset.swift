import CardiacMRI
import Images

/// What tests ask of a dataset of drawn images.
extension ImageDataset {
  var pixels: [UInt8] { if case .bytes(let values) = intensities { values } else { [] } }

  var pixelsWithoutMarker: [UInt8] {
    guard let markers else { return pixels }
    return if case .bytes(let values) = markers.unmarked { values } else { [] }
  }

  var diagnoses: [Diagnosis] { classes.compactMap { Diagnosis(rawValue: $0) } }
}
