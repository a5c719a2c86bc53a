extension ElementWise {
  /// x plus `bias`, one element for each of the contiguous channels.
  public static func addBias(_ x: Buffer, _ bias: Buffer) -> Buffer {
    withBias(x, bias, { $0 + $1 }, { $0 + $1 })
  }

  /// max(x + bias, 0); NaN stays NaN.
  public static func addBiasRelu(_ x: Buffer, _ bias: Buffer) -> Buffer {
    withBias(
      x, bias,
      {
        let sum = $0 + $1
        return sum.replacing(with: 0, where: sum .< 0)
      },
      {
        let sum = $0 + $1
        return sum < 0 ? 0 : sum
      })
  }

  @inline(__always)
  private static func withBias(
    _ x: Buffer, _ bias: Buffer, _ vector: (Lanes, Lanes) -> Lanes, _ scalar: (Float, Float) -> Float
  ) -> Buffer {
    let channels = bias.count
    precondition(channels > 0 && x.count.isMultiple(of: channels), "a bias needs whole rows of channels")
    let result = Buffer(uninitialized: x.count)
    let whole = channels / 8 * 8
    for start in stride(from: 0, to: x.count, by: channels) {
      let (from, to) = (x.pointer + start, result.pointer + start)
      for channel in stride(from: 0, to: whole, by: 8) {
        vector(Lanes(at: from + channel), Lanes(at: bias.pointer + channel)).store(to: to + channel)
      }
      for channel in whole..<channels { to[channel] = scalar(from[channel], bias.pointer[channel]) }
    }
    return result
  }
}
