/// Loops over whole buffers. Each takes its formula twice, for vectors and for what is left, as one generic closure cannot be
/// both; the compiler inlines it.
public enum ElementWise {
  public static func add(_ a: Buffer, _ b: Buffer) -> Buffer { zip(a, b, { $0 + $1 }, { $0 + $1 }) }
  public static func subtract(_ a: Buffer, _ b: Buffer) -> Buffer { zip(a, b, { $0 - $1 }, { $0 - $1 }) }
  public static func multiply(_ a: Buffer, _ b: Buffer) -> Buffer { zip(a, b, { $0 * $1 }, { $0 * $1 }) }
  public static func divide(_ a: Buffer, _ b: Buffer) -> Buffer { zip(a, b, { $0 / $1 }, { $0 / $1 }) }

  /// scale x + offset.
  public static func affine(_ x: Buffer, scale: Float, offset: Float) -> Buffer {
    map(x, { scale * $0 + offset }, { scale * $0 + offset })
  }

  /// max(x, 0); NaN stays NaN, so that a diverged model shows itself.
  public static func relu(_ x: Buffer) -> Buffer {
    map(x, { $0.replacing(with: 0, where: $0 .< 0) }, { $0 < 0 ? 0 : $0 })
  }

  /// x where `gate` is positive, 0 elsewhere.
  public static func passing(_ x: Buffer, wherePositive gate: Buffer) -> Buffer {
    zip(x, gate, { Lanes.zero.replacing(with: $0, where: $1 .> 0) }, { $1 > 0 ? $0 : 0 })
  }

  /// Applies a scalar function that has no vector form here: for the small tensors at the end of a network.
  public static func mapScalars(_ x: Buffer, _ formula: (Float) -> Float) -> Buffer {
    let result = Buffer(uninitialized: x.count)
    for index in 0..<x.count { result.pointer[index] = formula(x.pointer[index]) }
    return result
  }

  @inline(__always)
  private static func map(_ x: Buffer, _ vector: (Lanes) -> Lanes, _ scalar: (Float) -> Float) -> Buffer {
    let result = Buffer(uninitialized: x.count)
    let whole = x.count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      vector(Lanes(at: x.pointer + index)).store(to: result.pointer + index)
    }
    for index in whole..<x.count { result.pointer[index] = scalar(x.pointer[index]) }
    return result
  }

  @inline(__always)
  private static func zip(
    _ a: Buffer, _ b: Buffer, _ vector: (Lanes, Lanes) -> Lanes, _ scalar: (Float, Float) -> Float
  ) -> Buffer {
    precondition(a.count == b.count, "element-wise operands must have the same number of elements")
    let result = Buffer(uninitialized: a.count)
    let whole = a.count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      vector(Lanes(at: a.pointer + index), Lanes(at: b.pointer + index)).store(to: result.pointer + index)
    }
    for index in whole..<a.count { result.pointer[index] = scalar(a.pointer[index], b.pointer[index]) }
    return result
  }
}
