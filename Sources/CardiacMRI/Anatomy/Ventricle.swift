/// One chamber of the heart: a round cavity with a wall of muscle around it.
package struct Ventricle {
  /// The cavity's radius.
  package var radius: Double
  /// The wall's thickness.
  package var wall: Double

  /// From the centre to the outside of the wall.
  package var outerRadius: Double { radius + wall }

  /// The same chamber with its cavity and wall made larger or smaller.
  func scaled(radius radiusFactor: Double = 1, wall wallFactor: Double = 1) -> Ventricle {
    Ventricle(radius: radius * radiusFactor, wall: wall * wallFactor)
  }

  /// A normal right ventricle at size 1, in pixels before `Anatomy` doubles it.
  static let normalRight = Ventricle(radius: 2.5 / 17 * 25, wall: 1.0 / 17 * 25)
  /// A normal left ventricle at size 1, in pixels before `Anatomy` doubles it.
  static let normalLeft = Ventricle(radius: 3.5 / 17 * 25, wall: 1.5 / 17 * 25)
}
