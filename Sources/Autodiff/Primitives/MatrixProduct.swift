import Kernels

/// A product of two matrices, each perhaps read as its transpose: closed under differentiation.
struct MatrixProduct: Primitive {
  var transposesLeft = false
  var transposesRight = false

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    let (a, b) = (inputs[0].shape, inputs[1].shape)
    precondition(a.rank == 2 && b.rank == 2, "a matrix product takes two matrices, not \(a) and \(b)")
    let (rows, inner) = transposesLeft ? (a[1], a[0]) : (a[0], a[1])
    let (innerRight, columns) = transposesRight ? (b[1], b[0]) : (b[0], b[1])
    precondition(inner == innerRight, "the inner sizes of \(a) and \(b) differ")
    return Value(
      [rows, columns],
      DenseProduct.multiply(
        inputs[0].buffer, isTransposed: transposesLeft, inputs[1].buffer, isTransposed: transposesRight, rows: rows,
        columns: columns, inner: inner))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let (a, b) = (inputs[0], inputs[1])
    // With C = op(A) op(B): dA = dC op(B)' or its transpose, dB = op(A)' dC or its transpose.
    let left =
      transposesLeft
      ? MatrixProduct(transposesLeft: transposesRight, transposesRight: true)
      : MatrixProduct(transposesLeft: false, transposesRight: !transposesRight)
    let right =
      transposesRight
      ? MatrixProduct(transposesLeft: true, transposesRight: transposesLeft)
      : MatrixProduct(transposesLeft: !transposesLeft, transposesRight: false)
    return [
      wanted[0] ? (transposesLeft ? left(b, cotangent) : left(cotangent, b)) : nil,
      wanted[1] ? (transposesRight ? right(cotangent, a) : right(a, cotangent)) : nil,
    ]
  }
}

/// `a` (rows x inner) times `b` (inner x columns).
public func matrixProduct(_ a: Tensor, _ b: Tensor) -> Tensor { MatrixProduct()(a, b) }
