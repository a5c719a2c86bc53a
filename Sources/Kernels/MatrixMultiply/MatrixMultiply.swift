import COneDNN
import Loops

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
/// Where B stays in the first-level cache, our own loops need no copies of the operands, and oneDNN makes them; `heatsweep bench
/// kernels` compares the two.
func matrixMultiply(
  rows: Int, columns: Int, inner: Int, _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>,
  stride: Int, accumulates: Bool = false
) {
  guard columns.isMultiple(of: panelWidth), !b.isTransposed, inner * columns <= cachedElements else {
    return oneDNNMatrixMultiply(rows, columns, inner, a, b, into: c, stride: stride, accumulates: accumulates)
  }
  let (rowStride, innerStride) = a.isTransposed ? (1, a.stride) : (a.stride, 1)
  loops.multiply(
    PanelProduct(
      rows: rows, panels: columns / panelWidth,
      .init(a.pointer, rowStride: rowStride, runLength: inner, innerStride: innerStride),
      .init(b.pointer, rowStride: b.stride, panelStride: panelWidth),
      into: .init(c, rowStride: stride, panelStride: panelWidth), accumulates: accumulates))
}

/// Elements of B that stay in the first-level cache: 32 KiB.
private let cachedElements = 8192

private func oneDNNMatrixMultiply(
  _ rows: Int, _ columns: Int, _ inner: Int, _ a: MatrixView, _ b: MatrixView, into c: UnsafeMutablePointer<Float>,
  stride: Int, accumulates: Bool
) {
  // OpenMP keeps this per thread; setting it costs nanoseconds, forgetting it on one thread costs determinism.
  omp_set_num_threads(1)
  let status = oneDNNProduct(
    a.isTransposed ? transposed : plain, b.isTransposed ? transposed : plain, dnnl_dim_t(rows), dnnl_dim_t(columns),
    dnnl_dim_t(inner), 1, a.pointer, dnnl_dim_t(a.stride), b.pointer, dnnl_dim_t(b.stride), accumulates ? 1 : 0, c,
    dnnl_dim_t(stride))
  precondition(status == dnnl_success, "oneDNN refused a matrix product that our shape checks allow")
}

/// oneDNN's product, which knows from its first use on what it may compute with.
private let oneDNNProduct = {
  InstructionSet.limitOneDNN()
  return dnnl_sgemm
}()

private let plain = CChar(UInt8(ascii: "N"))
private let transposed = CChar(UInt8(ascii: "T"))
