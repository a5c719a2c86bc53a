import Kernels

extension Segmentation {
  private static let fat = 0.9 * 255
  private static let cavity = 0.8 * 255
  private static let myocardium = 0.2 * 255
  private static let noise = 2.0

  /// The image's pixels: each tissue's intensity with noise from N(0, 2) on every pixel but the background's.
  ///
  /// Numbers are drawn pixel by pixel, row by row. Intensities are cut to 0...255 and truncated to whole numbers, as NumPy
  /// does it. A marker is white, without noise.
  func intensities(of anatomy: Anatomy, using generator: inout RandomGenerator) -> [UInt8] {
    labels.map { label in
      let intensity: Double
      switch Tissue(rawValue: label) {
      case .leftCavity, .rightCavity:
        intensity = Self.cavity
      case .leftMyocardium:
        intensity = Self.muscle(fatLevel: anatomy.leftFatLevel, using: &generator)
      case .rightMyocardium:
        intensity = Self.muscle(fatLevel: anatomy.rightFatLevel, using: &generator)
      case .fat:
        intensity = Self.fat
      case .marker:
        return 255
      case .background, nil:
        return 0
      }
      return UInt8(min(max(0, intensity + Self.noise * generator.normal()), 255))
    }
  }

  /// Plain muscle, or any mixture of it with fat up to the level.
  private static func muscle(fatLevel: Double?, using generator: inout RandomGenerator) -> Double {
    guard let fatLevel else { return myocardium }
    return myocardium + fatLevel * (fat - myocardium) * generator.uniform()
  }
}
