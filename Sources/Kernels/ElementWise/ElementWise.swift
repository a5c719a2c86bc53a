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
    visit(
      x.count, { vector(Lanes(at: x.pointer + $0)).store(to: result.pointer + $0) },
      { result.pointer[$0] = scalar(x.pointer[$0]) })
    return result
  }

  @inline(__always)
  private static func zip(
    _ a: Buffer, _ b: Buffer, _ vector: (Lanes, Lanes) -> Lanes, _ scalar: (Float, Float) -> Float
  ) -> Buffer {
    precondition(a.count == b.count, "element-wise operands must have the same number of elements")
    let result = Buffer(uninitialized: a.count)
    visit(
      a.count,
      { vector(Lanes(at: a.pointer + $0), Lanes(at: b.pointer + $0)).store(to: result.pointer + $0) },
      { result.pointer[$0] = scalar(a.pointer[$0], b.pointer[$0]) })
    return result
  }

  /// Calls `vector` for every eight elements, divided among threads, and `scalar` for those that are left.
  @inline(__always)
  private static func visit(_ count: Int, _ vector: (Int) -> Void, _ scalar: (Int) -> Void) {
    Threads.divide(count / 8, smallest: 1 << 12) { blocks in
      for block in blocks { vector(8 * block) }
    }
    for index in count / 8 * 8..<count { scalar(index) }
  }
}
