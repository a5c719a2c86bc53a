import Kernels
import Testing

@Suite struct DenseProductTests {
  private static let oddSizes = [1, 2, 3, 5, 7, 11, 16, 17, 32, 33]

  @Test(arguments: [false, true], [false, true])
  func everySizeAgreesWithTheDefinition(transposesLeft: Bool, transposesRight: Bool) {
    for rows in Self.oddSizes {
      for columns in Self.oddSizes {
        for inner in Self.oddSizes {
          let error = error(rows, columns, inner, transposesLeft, transposesRight)
          #expect(error < 5e-6, "\(rows) x \(inner) times \(inner) x \(columns): \(error)")
        }
      }
    }
  }

  /// Around the size at which the product leaves our loops to oneDNN, and beyond.
  @Test(arguments: [(6, 16, 512), (7, 16, 513), (3, 64, 128), (5, 64, 129), (13, 100, 768), (48, 112, 80)])
  func largeSizesAgreeWithTheDefinition(rows: Int, columns: Int, inner: Int) {
    for transposesLeft in [false, true] {
      for transposesRight in [false, true] {
        let error = error(rows, columns, inner, transposesLeft, transposesRight)
        #expect(error < 5e-6, "transposed: \(transposesLeft), \(transposesRight): \(error)")
      }
    }
  }

  @Test func anEmptySumIsZero() {
    let product = DenseProduct.multiply(
      Buffer([]), isTransposed: false, Buffer([]), isTransposed: false, rows: 2, columns: 3, inner: 0)
    #expect(product.array == [0, 0, 0, 0, 0, 0])
    let empty = DenseProduct.multiply(
      Buffer([]), isTransposed: false, Buffer([1, 2]), isTransposed: false, rows: 0, columns: 2, inner: 1)
    #expect(empty.array.isEmpty)
  }

  private func error(_ rows: Int, _ columns: Int, _ inner: Int, _ left: Bool, _ right: Bool) -> Double {
    var random = RandomGenerator(seed: UInt64(rows * 10_000 + columns * 100 + inner))
    let a = (0..<rows * inner).map { _ in Float(random.uniform(in: -1...1)) }
    let b = (0..<inner * columns).map { _ in Float(random.uniform(in: -1...1)) }
    let product = DenseProduct.multiply(
      Buffer(a), isTransposed: left, Buffer(b), isTransposed: right, rows: rows, columns: columns, inner: inner)
    return relativeError(product, at: 0..<rows * columns) { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      return (0..<inner).reduce(0) { sum, k in
        sum + Double(left ? a[k * rows + row] : a[row * inner + k])
          * Double(right ? b[column * inner + k] : b[k * columns + column])
      }
    }
  }
}
