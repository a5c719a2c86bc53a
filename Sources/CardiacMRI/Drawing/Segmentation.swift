import Images

/// Where the tissues lie in the image: one label a pixel, row by row.
///
/// Whatever lies outside the image is left out. Rounding is to the nearest whole number, halves to the even one, as in the
/// Python in which the study's images were first drawn.
package struct Segmentation {
  /// Codes of `Tissue`, 105 x 135.
  package private(set) var labels = [UInt8](
    repeating: Tissue.background.rawValue, count: ImageFormat.cardiac.pixelsPerImage)

  /// Draws the heart and the fat into the middle of the image, later parts over earlier ones.
  package init(of anatomy: Anatomy) {
    let (left, right) = (anatomy.left, anatomy.right)
    let heartLength = 2 * (left.outerRadius + right.outerRadius)
    let width = max(heartLength, anatomy.fatLength).rounded(.up) + 2
    let height = (2 * left.outerRadius + anatomy.headroom).rounded(.up)
    let originX = Self.round((Double(ImageFormat.cardiac.width) - 1 - width) / 2)
    let originY = Self.round((Double(ImageFormat.cardiac.height) - 1 - height) / 2)

    let leftX = left.outerRadius + 1 + max(0, anatomy.fatLength - heartLength) / 2
    let rightX = leftX + left.outerRadius + right.outerRadius - 1
    let centerY = originY + Self.round(height - 1 - left.outerRadius)
    let leftCenter = (x: originX + Self.round(leftX), y: centerY)
    let rightCenter = (x: originX + Self.round(rightX), y: centerY)

    fillDisc(.leftMyocardium, center: leftCenter, radius: left.outerRadius)
    fillDisc(.rightMyocardium, center: rightCenter, radius: right.outerRadius)
    if anatomy.leftFatLevel != nil {
      // A fatty left wall is drawn again, and so lies over the right one where the two meet.
      fillDisc(.leftMyocardium, center: leftCenter, radius: left.outerRadius)
    }
    fillDisc(.leftCavity, center: leftCenter, radius: left.radius)
    fillDisc(.rightCavity, center: rightCenter, radius: right.radius)

    let fatStart = originX + Self.round(width / 2 - anatomy.fatLength / 2)
    let fatEnd = originX + Self.round(width / 2 + anatomy.fatLength / 2)
    fill(.fat, rows: originY..<originY + 4, columns: fatStart..<fatEnd)
  }

  /// Labels a rectangle; what of it lies outside the image is left out.
  mutating func fill(_ tissue: Tissue, rows: Range<Int>, columns: Range<Int>) {
    for y in rows.clamped(to: 0..<ImageFormat.cardiac.height) {
      for x in columns.clamped(to: 0..<ImageFormat.cardiac.width) {
        labels[y * ImageFormat.cardiac.width + x] = tissue.rawValue
      }
    }
  }

  /// Labels the pixels whose distance from the centre is below the radius.
  private mutating func fillDisc(_ tissue: Tissue, center: (x: Int, y: Int), radius: Double) {
    let reach = Int(radius.rounded(.up))
    let squaredRadius = radius * radius
    for y in (center.y - reach..<center.y + reach + 1).clamped(to: 0..<ImageFormat.cardiac.height) {
      for x in (center.x - reach..<center.x + reach + 1).clamped(to: 0..<ImageFormat.cardiac.width) {
        let (dx, dy) = (x - center.x, y - center.y)
        if Double(dx * dx + dy * dy) < squaredRadius {
          labels[y * ImageFormat.cardiac.width + x] = tissue.rawValue
        }
      }
    }
  }

  private static func round(_ length: Double) -> Int {
    Int(length.rounded(.toNearestOrEven))
  }
}
