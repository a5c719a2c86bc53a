extension ElementWise {
  /// x plus `bias`, one element for each of the contiguous channels.
  public static func addBias(_ x: Buffer, _ bias: Buffer) -> Buffer {
    withBias(x, bias, { $0 + $1 }, { $0 + $1 })
  }

  /// max(x + bias, 0); NaN stays NaN.
  public static func addBiasRelu(_ x: Buffer, _ bias: Buffer) -> Buffer {
    withBias(x, bias, sumRelu, sumRelu)
  }

  /// max(x + bias, 0) where x is: whole rows of channels.
  static func addBiasRelu(to x: UnsafeMutablePointer<Float>, count: Int, _ bias: Buffer) {
    withBias(x, bias, into: x, 0..<count / bias.count, sumRelu, sumRelu)
  }

  @inline(__always)
  private static func sumRelu(_ x: Lanes, _ bias: Lanes) -> Lanes {
    let sum = x + bias
    return sum.replacing(with: 0, where: sum .< 0)
  }

  @inline(__always)
  private static func sumRelu(_ x: Float, _ bias: Float) -> Float {
    let sum = x + bias
    return sum < 0 ? 0 : sum
  }

  @inline(__always)
  private static func withBias(
    _ x: Buffer, _ bias: Buffer, _ vector: (Lanes, Lanes) -> Lanes, _ scalar: (Float, Float) -> Float
  ) -> Buffer {
    precondition(bias.count > 0 && x.count.isMultiple(of: bias.count), "a bias needs whole rows of channels")
    let result = Buffer(uninitialized: x.count)
    Threads.divide(x.count / bias.count, smallest: 1 << 10) {
      withBias(x.pointer, bias, into: result.pointer, $0, vector, scalar)
    }
    return result
  }

  @inline(__always)
  private static func withBias(
    _ x: UnsafePointer<Float>, _ bias: Buffer, into result: UnsafeMutablePointer<Float>, _ rows: Range<Int>,
    _ vector: (Lanes, Lanes) -> Lanes, _ scalar: (Float, Float) -> Float
  ) {
    let channels = bias.count
    let whole = channels / 8 * 8
    for row in rows {
      let (from, to) = (x + row * channels, result + row * channels)
      for channel in stride(from: 0, to: whole, by: 8) {
        vector(Lanes(at: from + channel), Lanes(at: bias.pointer + channel)).store(to: to + channel)
      }
      for channel in whole..<channels { to[channel] = scalar(from[channel], bias.pointer[channel]) }
    }
  }
}
