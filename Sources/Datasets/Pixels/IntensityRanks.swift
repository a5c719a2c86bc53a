/// Finds percentiles without sorting, which would take most of the time that a volume needs: numbers are counted by the upper 16 bits
/// of a key that is ordered as they are, and then those of one bin by the lower 16 bits.
package struct IntensityRanks {
  private let planes: [[Float]]
  private let count: Int
  private let bins: [Int]

  /// - Parameter planes: finite numbers, at least one.
  package init(_ planes: [[Float]]) {
    self.planes = planes
    count = planes.reduce(0) { $0 + $1.count }
    var bins = [Int](repeating: 0, count: 1 << 16)
    for plane in planes { for value in plane { bins[Int(Self.key(value) >> 16)] += 1 } }
    self.bins = bins
  }

  /// The number below which so many percent of all numbers are, linear between the two nearest ones.
  package func percentile(_ percent: Double) -> Double {
    let position = percent / 100 * Double(count - 1)
    let rank = min(Int(position), count - 1)
    let (low, high) = (Double(value(rank)), Double(value(min(rank + 1, count - 1))))
    return low + (high - low) * (position - Double(rank))
  }

  /// The number that would stand at this place, from 0 on, if all were sorted.
  private func value(_ rank: Int) -> Float {
    let (upper, rest) = Self.bin(of: rank, in: bins)
    var lowerBins = [Int](repeating: 0, count: 1 << 16)
    for plane in planes {
      for value in plane {
        let key = Self.key(value)
        if key >> 16 == upper { lowerBins[Int(key & 0xFFFF)] += 1 }
      }
    }
    let key = UInt32(upper) << 16 | UInt32(Self.bin(of: rest, in: lowerBins).index)
    return Float(bitPattern: key >> 31 == 0 ? ~key : key ^ 0x8000_0000)
  }

  /// The bin where a rank is, and the rank within it.
  private static func bin(of rank: Int, in bins: [Int]) -> (index: Int, rank: Int) {
    var rest = rank
    for (index, count) in bins.enumerated() {
      if rest < count { return (index, rest) }
      rest -= count
    }
    preconditionFailure("a rank beyond all numbers")
  }

  /// The larger the number, the larger the key.
  private static func key(_ value: Float) -> UInt32 {
    let bits = value.bitPattern
    return bits >> 31 == 0 ? bits ^ 0x8000_0000 : ~bits
  }
}
