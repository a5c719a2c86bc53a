/// Bilinear upsampling of a map to an image, with half-pixel centres (as OpenCV, TensorFlow and PyTorch without aligned corners).
public struct BilinearUpsampling: Sendable {
  public let rows: Int
  public let columns: Int
  public let height: Int
  public let width: Int
  private let vertical: [Tap]
  private let horizontal: [Tap]

  /// An output coordinate's two neighbours in the map, and the weight of the second.
  private struct Tap {
    let first: Int
    let second: Int
    let weight: Float
  }

  public init(rows: Int, columns: Int, height: Int, width: Int) {
    (self.rows, self.columns, self.height, self.width) = (rows, columns, height, width)
    vertical = Self.taps(from: rows, to: height)
    horizontal = Self.taps(from: columns, to: width)
  }

  private static func taps(from source: Int, to target: Int) -> [Tap] {
    (0..<target).map { index in
      let position = (Float(index) + 0.5) * Float(source) / Float(target) - 0.5
      let clamped = min(max(position, 0), Float(source - 1))
      let first = Int(clamped)
      return Tap(first: first, second: min(first + 1, source - 1), weight: clamped - Float(first))
    }
  }

  /// rows x columns values to height x width.
  public func upsample(_ map: [Float]) -> [Float] {
    var result = [Float](repeating: 0, count: height * width)
    visit { pixel, cell, weight in result[pixel] += weight * map[cell] }
    return result
  }

  @inline(__always)
  private func visit(_ body: (_ pixel: Int, _ cell: Int, _ weight: Float) -> Void) {
    for (y, v) in vertical.enumerated() {
      for (x, h) in horizontal.enumerated() {
        let pixel = y * width + x
        body(pixel, v.first * columns + h.first, (1 - v.weight) * (1 - h.weight))
        body(pixel, v.first * columns + h.second, (1 - v.weight) * h.weight)
        body(pixel, v.second * columns + h.first, v.weight * (1 - h.weight))
        body(pixel, v.second * columns + h.second, v.weight * h.weight)
      }
    }
  }
}
