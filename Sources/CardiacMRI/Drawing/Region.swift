/// The parts of an image between which a heatmap is shared out.
public enum Region: String, CaseIterable, Codable, Sendable {
  /// Both cavities and the muscle around them.
  case heart
  /// The bar of body fat above the heart.
  case fat
  /// The marker of the sex, or the box of the class.
  case marker

  /// Whether a pixel with this segmentation label belongs to the region.
  public func contains(label: UInt8) -> Bool {
    switch self {
    case .heart: Tissue.leftCavity.rawValue <= label && label <= Tissue.rightMyocardium.rawValue
    case .fat: label == Tissue.fat.rawValue
    case .marker: label == Tissue.marker.rawValue
    }
  }
}
