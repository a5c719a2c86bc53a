/// Brings images to another size with a triangle filter that grows with the pixels it has to gather: bilinear interpolation where an
/// image grows, a weighted mean where it shrinks.
///
/// It is separable, with columns first and rows then, in double precision with single precision in between, as Pillow does it
/// (`Image.resize` with `BILINEAR`, mode `F`).
package enum TriangleResize {
  /// What each pixel of a resized line is made of.
  private struct Share {
    var start: Int
    var weights: [Double]
  }

  /// - Parameters:
  ///   - values: `from.rows` x `from.columns` x `channels`.
  ///   - size: neither side is 0.
  /// - Returns: `size.rows` x `size.columns` x `channels`.
  package static func resize(_ values: [Float], from: PixelSize, channels: Int, to size: PixelSize) -> [Float] {
    var values = values
    if size.columns != from.columns {
      values = resizeLines(
        values, outer: from.rows, from: from.columns, inner: channels, to: size.columns)
    }
    if size.rows != from.rows {
      values = resizeLines(values, outer: 1, from: from.rows, inner: size.columns * channels, to: size.rows)
    }
    return values
  }

  /// Resizes the middle one of three axes.
  private static func resizeLines(_ values: [Float], outer: Int, from: Int, inner: Int, to: Int) -> [Float] {
    let shares = shares(from: from, to: to)
    var result = [Float](repeating: 0, count: outer * to * inner)
    for block in 0..<outer {
      for (place, share) in shares.enumerated() {
        for position in 0..<inner {
          var sum = 0.0
          for (offset, weight) in share.weights.enumerated() {
            sum += Double(values[(block * from + share.start + offset) * inner + position]) * weight
          }
          result[(block * to + place) * inner + position] = Float(sum)
        }
      }
    }
    return result
  }

  private static func shares(from: Int, to: Int) -> [Share] {
    let scale = Double(from) / Double(to)
    let support = max(scale, 1)
    return (0..<to).map { place in
      let center = (Double(place) + 0.5) * scale
      let start = max(Int(center - support + 0.5), 0)
      let end = min(Int(center + support + 0.5), from)
      var weights = (start..<end).map { max(1 - abs((Double($0) - center + 0.5) / support), 0) }
      let sum = weights.reduce(0, +)
      for index in weights.indices { weights[index] /= sum }
      return Share(start: start, weights: weights)
    }
  }
}

/// Brings masks to another size: each pixel gets the code at its centre.
package enum NearestResize {
  /// - Parameter codes: `from.rows` x `from.columns`.
  /// - Returns: `size.rows` x `size.columns`.
  package static func resize(_ codes: [UInt8], from: PixelSize, to size: PixelSize) -> [UInt8] {
    guard size != from else { return codes }
    let columns = (0..<size.columns).map { (2 * $0 + 1) * from.columns / (2 * size.columns) }
    return (0..<size.rows).flatMap { row in
      let start = (2 * row + 1) * from.rows / (2 * size.rows) * from.columns
      return columns.map { codes[start + $0] }
    }
  }
}
