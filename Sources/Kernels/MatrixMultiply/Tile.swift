/// The inner loops of a small matrix product: R rows by 16 columns, held in registers while the common dimension runs.
///
/// A is addressed with two strides, so that one loop serves A and its transpose; B and C are contiguous along columns.
/// The variants differ in R only: twelve accumulators (R = 6) leave four of AVX2's sixteen registers for operands, and the
/// smaller ones finish what is left. Written out because Swift keeps named values in registers, and an array of them not.
enum Tile {
  static let columns = 16

  @inline(__always)
  static func rows6(
    _ a: UnsafePointer<Float>, _ rowStride: Int, _ innerStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int,
    _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ inner: Int, _ accumulates: Bool
  ) {
    var c00 = Lanes.zero
    var c01 = Lanes.zero
    var c10 = Lanes.zero
    var c11 = Lanes.zero
    var c20 = Lanes.zero
    var c21 = Lanes.zero
    var c30 = Lanes.zero
    var c31 = Lanes.zero
    var c40 = Lanes.zero
    var c41 = Lanes.zero
    var c50 = Lanes.zero
    var c51 = Lanes.zero
    var a = a
    var b = b
    for _ in 0..<inner {
      let b0 = Lanes(at: b)
      let b1 = Lanes(at: b + 8)
      var x = Lanes(repeating: a[0])
      c00 = c00.addingProduct(x, b0)
      c01 = c01.addingProduct(x, b1)
      x = Lanes(repeating: a[rowStride])
      c10 = c10.addingProduct(x, b0)
      c11 = c11.addingProduct(x, b1)
      x = Lanes(repeating: a[2 * rowStride])
      c20 = c20.addingProduct(x, b0)
      c21 = c21.addingProduct(x, b1)
      x = Lanes(repeating: a[3 * rowStride])
      c30 = c30.addingProduct(x, b0)
      c31 = c31.addingProduct(x, b1)
      x = Lanes(repeating: a[4 * rowStride])
      c40 = c40.addingProduct(x, b0)
      c41 = c41.addingProduct(x, b1)
      x = Lanes(repeating: a[5 * rowStride])
      c50 = c50.addingProduct(x, b0)
      c51 = c51.addingProduct(x, b1)
      a += innerStride
      b += bStride
    }
    finish(c00, c01, c, accumulates)
    finish(c10, c11, c + cStride, accumulates)
    finish(c20, c21, c + 2 * cStride, accumulates)
    finish(c30, c31, c + 3 * cStride, accumulates)
    finish(c40, c41, c + 4 * cStride, accumulates)
    finish(c50, c51, c + 5 * cStride, accumulates)
  }

  @inline(__always)
  static func rows4(
    _ a: UnsafePointer<Float>, _ rowStride: Int, _ innerStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int,
    _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ inner: Int, _ accumulates: Bool
  ) {
    var c00 = Lanes.zero
    var c01 = Lanes.zero
    var c10 = Lanes.zero
    var c11 = Lanes.zero
    var c20 = Lanes.zero
    var c21 = Lanes.zero
    var c30 = Lanes.zero
    var c31 = Lanes.zero
    var a = a
    var b = b
    for _ in 0..<inner {
      let b0 = Lanes(at: b)
      let b1 = Lanes(at: b + 8)
      var x = Lanes(repeating: a[0])
      c00 = c00.addingProduct(x, b0)
      c01 = c01.addingProduct(x, b1)
      x = Lanes(repeating: a[rowStride])
      c10 = c10.addingProduct(x, b0)
      c11 = c11.addingProduct(x, b1)
      x = Lanes(repeating: a[2 * rowStride])
      c20 = c20.addingProduct(x, b0)
      c21 = c21.addingProduct(x, b1)
      x = Lanes(repeating: a[3 * rowStride])
      c30 = c30.addingProduct(x, b0)
      c31 = c31.addingProduct(x, b1)
      a += innerStride
      b += bStride
    }
    finish(c00, c01, c, accumulates)
    finish(c10, c11, c + cStride, accumulates)
    finish(c20, c21, c + 2 * cStride, accumulates)
    finish(c30, c31, c + 3 * cStride, accumulates)
  }

  @inline(__always)
  static func row1(
    _ a: UnsafePointer<Float>, _ innerStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int,
    _ c: UnsafeMutablePointer<Float>, _ inner: Int, _ accumulates: Bool
  ) {
    var c0 = Lanes.zero
    var c1 = Lanes.zero
    var a = a
    var b = b
    for _ in 0..<inner {
      let x = Lanes(repeating: a[0])
      c0 = c0.addingProduct(x, Lanes(at: b))
      c1 = c1.addingProduct(x, Lanes(at: b + 8))
      a += innerStride
      b += bStride
    }
    finish(c0, c1, c, accumulates)
  }

  @inline(__always)
  private static func finish(_ low: Lanes, _ high: Lanes, _ c: UnsafeMutablePointer<Float>, _ accumulates: Bool) {
    if accumulates {
      (low + Lanes(at: c)).store(to: c)
      (high + Lanes(at: c + 8)).store(to: c + 8)
    } else {
      low.store(to: c)
      high.store(to: c + 8)
    }
  }
}
