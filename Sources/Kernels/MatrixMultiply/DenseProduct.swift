/// Products of whole matrices, either of them read as its transpose.
public enum DenseProduct {
  /// `a` (rows x inner, or stored inner x rows) times `b` (inner x columns, or stored columns x inner).
  public static func multiply(
    _ a: Buffer, isTransposed aTransposed: Bool, _ b: Buffer, isTransposed bTransposed: Bool, rows: Int, columns: Int,
    inner: Int
  ) -> Buffer {
    precondition(a.count == rows * inner && b.count == inner * columns, "matrix sizes do not fit their buffers")
    guard inner > 0 else { return Buffer(repeating: 0, count: rows * columns) }
    let result = Buffer(uninitialized: rows * columns)
    guard result.count > 0 else { return result }
    matrixMultiply(
      rows: rows, columns: columns, inner: inner,
      MatrixView(a.pointer, stride: aTransposed ? rows : inner, isTransposed: aTransposed),
      MatrixView(b.pointer, stride: bTransposed ? inner : columns, isTransposed: bTransposed),
      into: result.pointer, stride: columns)
    return result
  }
}
