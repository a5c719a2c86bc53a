/// Direction numbers of the Sobol sequence: Joe and Kuo's set `new-joe-kuo-6.21201` ("Constructing Sobol sequences with better
/// two-dimensional projections", 2008), which SciPy uses as well.
enum SobolDirections {
  /// As many dimensions as the table below has rows, and the first, which needs none.
  static let maximumDimensions = 16
  /// Binary digits of a coordinate.
  static let bits = 32

  /// For each dimension after the first, a primitive polynomial over the integers modulo 2, of degree m.count, and the first
  /// odd numbers m. `coefficients` holds the polynomial's inner coefficients as binary digits; the outer two are 1.
  private static let table: [(coefficients: UInt32, m: [UInt32])] = [
    (0, [1]),
    (1, [1, 3]),
    (1, [1, 3, 1]),
    (2, [1, 1, 1]),
    (1, [1, 1, 3, 3]),
    (4, [1, 3, 5, 13]),
    (2, [1, 1, 5, 5, 17]),
    (4, [1, 1, 5, 5, 5]),
    (7, [1, 1, 7, 11, 19]),
    (11, [1, 1, 5, 1, 1]),
    (13, [1, 1, 1, 3, 11]),
    (14, [1, 3, 5, 5, 31]),
    (1, [1, 3, 3, 9, 7, 49]),
    (13, [1, 1, 1, 15, 21, 21]),
    (16, [1, 3, 1, 13, 27, 49]),
  ]

  /// The direction numbers v_1 ... v_32 of a dimension, counted from 0, as fractions of 2^32: v_k = m_k / 2^k.
  ///
  /// Of a polynomial of degree s with inner coefficients a_1 ... a_(s-1), later ones follow by
  /// v_k = a_1 v_(k-1) xor ... xor a_(s-1) v_(k-s+1) xor v_(k-s) xor (v_(k-s) >> s)
  /// (Bratley and Fox, "Implementing Sobol's quasirandom sequence generator", 1988).
  static func numbers(dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (1...bits).map { 1 << (bits - $0) } }
    let (coefficients, m) = table[dimension - 1]
    let degree = m.count
    var numbers = m.enumerated().map { $1 << (bits - 1 - $0) }
    for k in degree..<bits {
      var number = numbers[k - degree] ^ (numbers[k - degree] >> degree)
      for i in 1..<degree where (coefficients >> (degree - 1 - i)) & 1 == 1 {
        number ^= numbers[k - i]
      }
      numbers.append(number)
    }
    return numbers
  }
}
