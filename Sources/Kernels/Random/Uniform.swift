extension RandomGenerator {
  /// A number in [0, 1), one of the 2^53 evenly spaced ones that a `Double` holds.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number from the lower bound up to but not including the upper bound. The range must be finite and not empty.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let number = range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    // The sum can round up to the bound that the range excludes.
    return number < range.upperBound ? number : range.upperBound.nextDown
  }

  /// A number between the two bounds of a finite range.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    let number = range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    return min(number, range.upperBound)
  }

  /// One of 0, 1, ... `count` - 1, each exactly as likely; 0 where `count` is not positive.
  ///
  /// The method is Lemire's ("Fast random integer generation in an interval", 2019).
  public mutating func uniform(below count: Int) -> Int {
    let bound = UInt64(max(count, 0))
    var product = bound.multipliedFullWidth(by: next())
    if product.low < bound {
      // 2^64 is no multiple of the bound: this many low parts would make some results likelier than others.
      let biased = (0 &- bound) % bound
      while product.low < biased {
        product = bound.multipliedFullWidth(by: next())
      }
    }
    return Int(product.high)
  }

  /// The numbers 0, 1, ... `count` - 1 in a random order, each order equally likely (Fisher-Yates); none where `count` is not
  /// positive.
  public mutating func shuffled(count: Int) -> [Int] {
    var order = Array(0..<max(count, 0))
    for position in order.indices.dropFirst().reversed() {
      order.swapAt(position, uniform(below: position + 1))
    }
    return order
  }
}
