import CProcessor
import Loops

/// A tile of a matrix product's result, as a type: its loops have constant bounds and are unrolled, so that every one of its
/// sums is a register. `sumCount` is `rows` times `vectors`.
enum MatrixTile<let rows: Int, let vectors: Int, let sumCount: Int> {
  /// Computes the rows of C from `row` on, as long as whole tiles of them are left.
  ///
  /// - Parameter vectorStride: floats between a tile's vectors in B and in C.
  @inline(__always)
  static func multiply(
    _ product: PanelProduct, panel: Int, _ row: inout Int, before end: Int, vectorStride: (right: Int, result: Int)
  ) {
    while row + rows <= end {
      multiply(
        product.left, product.left.pointer + row * product.left.rowStride,
        product.right.pointer + panel * product.right.panelStride, product.right.rowStride, vectorStride.right,
        product.result.pointer + panel * product.result.panelStride + row * product.result.rowStride,
        product.result.rowStride, vectorStride.result, accumulates: product.accumulates)
      row += rows
    }
  }

  @inline(__always)
  private static func multiply(
    _ left: PanelProduct.Left, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ bStride: Int, _ bVector: Int,
    _ c: UnsafeMutablePointer<Float>, _ cStride: Int, _ cVector: Int, accumulates: Bool
  ) {
    var sums = InlineArray<sumCount, Lanes>(repeating: .zero)
    var run = a
    var b = b
    for _ in 0..<left.runs {
      // Runs are too far apart for the processor to foresee the next ones.
      if left.runs > 1 {
        for row in 0..<rows { heatsweep_prefetch(run + 2 * left.runStride + row * left.rowStride) }
      }
      var a = run
      for _ in 0..<left.runLength {
        for row in 0..<rows {
          let element = Lanes(repeating: a[row * left.rowStride])
          for vector in 0..<vectors {
            let index = row * vectors + vector
            sums[index] = sums[index].addingProduct(element, Lanes(at: b + vector * bVector))
          }
        }
        a += left.innerStride
        b += bStride
      }
      run += left.runStride
    }
    for row in 0..<rows {
      for vector in 0..<vectors {
        let target = c + row * cStride + vector * cVector
        let sum = sums[row * vectors + vector]
        (accumulates ? sum + Lanes(at: target) : sum).store(to: target)
      }
    }
  }
}
