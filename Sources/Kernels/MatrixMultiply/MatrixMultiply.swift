import COneDNN

/// A row-major matrix in memory that somebody else owns, possibly read as its transpose.
struct MatrixView {
  let pointer: UnsafePointer<Float>
  /// Floats from one stored row to the next.
  let stride: Int
  var isTransposed = false

  init(_ pointer: UnsafePointer<Float>, stride: Int, isTransposed: Bool = false) {
    self.pointer = pointer
    self.stride = stride
    self.isTransposed = isTransposed
  }

  init(_ pointer: UnsafeMutablePointer<Float>, stride: Int, isTransposed: Bool = false) {
    self.init(UnsafePointer(pointer), stride: stride, isTransposed: isTransposed)
  }
}

/// C (rows x columns) = A (rows x inner) B (inner x columns), added to C if `accumulates`.
///
/// Measured on one core with the study's shapes: where B has at most 8,192 elements, so that it stays in the first-level
/// cache, our own loops reach 92-112 GFLOP/s and oneDNN, which first copies its operands, 46-101; above that oneDNN is ahead.
func matrixMultiply(
  rows: Int, columns: Int, inner: Int, _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>,
  stride: Int, accumulates: Bool = false
) {
  if columns.isMultiple(of: Tile.columns), !b.isTransposed, inner * columns <= 8192 {
    smallMatrixMultiply(rows, columns, inner, a, b, into: c, stride: stride, accumulates: accumulates)
  } else {
    oneDNNMatrixMultiply(rows, columns, inner, a, b, into: c, stride: stride, accumulates: accumulates)
  }
}

private func smallMatrixMultiply(
  _ rows: Int, _ columns: Int, _ inner: Int, _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>,
  stride: Int, accumulates: Bool
) {
  let (rowStride, innerStride) = a.isTransposed ? (1, a.stride) : (a.stride, 1)
  var column = 0
  while column < columns {
    let bColumn = b.pointer + column
    var row = 0
    while row < rows {
      let aRow = a.pointer + row * rowStride
      let cRow = c + row * stride + column
      switch rows - row {
      case 6...:
        Tile.rows6(aRow, rowStride, innerStride, bColumn, b.stride, cRow, stride, inner, accumulates)
        row += 6
      case 4...:
        Tile.rows4(aRow, rowStride, innerStride, bColumn, b.stride, cRow, stride, inner, accumulates)
        row += 4
      default:
        Tile.row1(aRow, innerStride, bColumn, b.stride, cRow, inner, accumulates)
        row += 1
      }
    }
    column += Tile.columns
  }
}

private func oneDNNMatrixMultiply(
  _ rows: Int, _ columns: Int, _ inner: Int, _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>,
  stride: Int, accumulates: Bool
) {
  // OpenMP keeps this per thread; setting it costs nanoseconds, forgetting it on one thread costs determinism.
  omp_set_num_threads(1)
  let status = dnnl_sgemm(
    a.isTransposed ? transposed : plain, b.isTransposed ? transposed : plain, dnnl_dim_t(rows), dnnl_dim_t(columns),
    dnnl_dim_t(inner), 1, a.pointer, dnnl_dim_t(a.stride), b.pointer, dnnl_dim_t(b.stride), accumulates ? 1 : 0, c,
    dnnl_dim_t(stride))
  precondition(status == dnnl_success, "oneDNN refused a matrix product that our shape checks allow")
}

private let plain = CChar(UInt8(ascii: "N"))
private let transposed = CChar(UInt8(ascii: "T"))
