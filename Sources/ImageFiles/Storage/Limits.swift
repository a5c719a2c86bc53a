/// What a file may claim before memory is taken for it.
enum Limits {
  /// Elements of an image, of a volume, of what is read of an array at once.
  static let elements = 1 << 28

  /// Texts of an array: each takes more memory than a number.
  static let texts = 1 << 24

  /// Bytes of what was compressed.
  static let inflatedBytes = 1 << 31

  /// Deflate makes no more of a byte: 258 bytes take at least two bits, one for the length's code and one for the distance's.
  static let deflateRatio = 1032

  /// The product of sizes, none of them negative; nil where it is larger than any number of bytes.
  static func product(_ sizes: some Sequence<Int>) -> Int? {
    var product = 1
    for size in sizes {
      // A zero makes any product small, but sizes that overflow without it are nonsense all the same.
      let (next, overflow) = product.multipliedReportingOverflow(by: max(size, 1))
      guard !overflow else { return nil }
      product = next
    }
    return sizes.contains(0) ? 0 : product
  }
}
