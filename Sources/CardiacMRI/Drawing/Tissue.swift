/// What a pixel shows, with the code that the segmentation labels have for it.
public enum Tissue: UInt8, CaseIterable, Sendable {
  /// Outside of everything; its pixels are exactly 0.
  case background = 0
  /// The cavity of the left ventricle.
  case leftCavity = 11
  /// The cavity of the right ventricle.
  case rightCavity = 12
  /// The muscle around the left cavity.
  case leftMyocardium = 13
  /// The muscle around the right cavity.
  case rightMyocardium = 14
  /// The bar of body fat above the heart.
  case fat = 15
  /// The marker of the sex, or the box of the class: no tissue, but what the image has in a corner.
  case marker = 16
}
