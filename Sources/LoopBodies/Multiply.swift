import Loops

/// What this module compiles `VectorLoops` to.
public enum Bodies: VectorLoops {
  public static func multiply(_ product: PanelProduct) {
    var outer = product
    for _ in 0..<product.repetition.count {
      var inner = outer
      for _ in 0..<product.innerRepetition.count {
        multiplyOnce(inner)
        inner.advance(product.innerRepetition)
      }
      outer.advance(product.repetition)
    }
  }

  #if LANES16
    /// Two panels of one register each; eight rows make sixteen sums, enough to hide the latency of a multiplication.
    @inline(__always)
    private static func multiplyOnce(_ product: PanelProduct) {
      let strides = (right: product.right.panelStride, result: product.result.panelStride)
      for panel in stride(from: 0, to: product.panels, by: 2) {
        var row = 0
        if panel + 1 < product.panels {
          MatrixTile<8, 2, 16>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
          MatrixTile<4, 2, 8>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
          MatrixTile<1, 2, 2>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
        } else {
          // Ten rows are the compact network's first weights.
          let tens = product.rows.isMultiple(of: 8) ? 0 : product.rows
          MatrixTile<10, 1, 10>.multiply(product, panel: panel, &row, before: tens, vectorStride: strides)
          MatrixTile<8, 1, 8>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
          MatrixTile<4, 1, 4>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
          MatrixTile<1, 1, 1>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
        }
      }
    }
  #else
    /// One panel of two registers; six rows make twelve sums and leave four of AVX2's sixteen registers for operands.
    @inline(__always)
    private static func multiplyOnce(_ product: PanelProduct) {
      let strides = (right: 8, result: 8)
      // Eight rows that would be left over are two tiles of four, not one of six and two single rows.
      let sixes = product.rows % 6 == 2 && product.rows > 2 ? product.rows - 8 : product.rows
      for panel in 0..<product.panels {
        var row = 0
        MatrixTile<6, 2, 12>.multiply(product, panel: panel, &row, before: sixes, vectorStride: strides)
        MatrixTile<4, 2, 8>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
        MatrixTile<1, 2, 2>.multiply(product, panel: panel, &row, before: product.rows, vectorStride: strides)
      }
    }
  #endif
}
