import Kernels

/// One person as the images show them: sex, the heart's measures and the fat over it. Lengths are in pixels.
package struct Anatomy {
  /// Whether the person is male: it sets the size and the fat of the size setting and the mark of the marker setting.
  package var isMale: Bool
  /// The right ventricle, as drawn.
  package var right: Ventricle
  /// The left ventricle, as drawn.
  package var left: Ventricle
  /// How fatty the muscle around the right cavity is, as in `Phenotype`.
  package var rightFatLevel: Double?
  /// The same for the muscle around the left cavity.
  package var leftFatLevel: Double?
  /// The length of the bar of body fat above the heart; 0 where there is none.
  package var fatLength: Double
  /// From the top of the drawing to the top of the left ventricle.
  package var headroom: Double

  /// Draws a person with the diagnosis: sex, form of the disease, size, the four measures, body fat, in this order.
  package init(diagnosis: Diagnosis, setting: ImageSetting, using generator: inout RandomGenerator) {
    isMale = generator.uniform() < diagnosis.maleShare
    let phenotype = Phenotype(of: diagnosis, using: &generator)
    let hasDilatedHeart = diagnosis == .dcm
    let size: Double
    let meanFatPercent: Double
    let fatPercentDeviation: Double
    switch setting {
    case .size:
      size = max(0, (isMale ? 1.3 : 1) + 0.15 * generator.normal())
      headroom = 10 * size
      meanFatPercent = (isMale ? 26 : 36.4) + (hasDilatedHeart ? 2 : 0)
      fatPercentDeviation = isMale ? 7.9 : 9.7
    case .marker, .corner:
      size = 1
      headroom = 18
      meanFatPercent = hasDilatedHeart ? 33 : 31
      fatPercentDeviation = 9
    }
    right = Self.vary(phenotype.right, size: size, using: &generator)
    left = Self.vary(phenotype.left, size: size, using: &generator)
    rightFatLevel = phenotype.rightFatLevel
    leftFatLevel = phenotype.leftFatLevel
    let fatPercent = meanFatPercent + fatPercentDeviation * generator.normal()
    fatLength = max(0, fatPercent * size * 70 / 80)
  }

  /// Draws each measure m from N(2 m, 0.02 m): the doubling is what the published images show (study, section 1).
  private static func vary(_ ventricle: Ventricle, size: Double, using generator: inout RandomGenerator) -> Ventricle {
    let radius = ventricle.radius * size * (2 + 0.02 * generator.normal())
    let wall = ventricle.wall * size * (2 + 0.02 * generator.normal())
    return Ventricle(radius: max(0, radius), wall: max(0, wall))
  }
}
