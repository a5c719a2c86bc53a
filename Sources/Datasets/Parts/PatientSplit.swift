import Kernels

/// Draws patients into parts, so that each part has its share of each class's images, and no patient is in two.
///
/// Patients of the rarest class are drawn first, each into the part that lacks most of that class (iterative stratification:
/// Sechidis et al., "On the Stratification of Multi-label Data", 2011), but parts without any image of the class come before all others.
package struct PatientSplit {
  /// Draws that are tried before it is given up: where patients have images of several classes, a draw can leave a part without one.
  private static let draws = 100

  /// - Parameters:
  ///   - counts: for each patient, the number of images of each class.
  ///   - shares: of each part, above 0; their sum is 1.
  /// - Returns: the part of each patient; nil where no draw gave each part an image of each class.
  package static func parts(counts: [[Int]], shares: [Double], seed: UInt64) -> [Int]? {
    for draw in 0..<draws {
      var random = RandomGenerator(seed: RandomGenerator.derive(seed, "split", "\(draw)"))
      if let parts = PatientSplit(counts: counts, shares: shares, random: &random).complete { return parts }
    }
    return nil
  }

  private let classCount: Int
  private var parts: [Int?]
  /// For each part and class, the number of images.
  private var drawn: [[Int]]

  private init(counts: [[Int]], shares: [Double], random: inout RandomGenerator) {
    classCount = counts.first?.count ?? 0
    parts = [Int?](repeating: nil, count: counts.count)
    drawn = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: shares.count)
    let totals = (0..<classCount).map { kind in counts.reduce(0) { $0 + $1[kind] } }
    let patients = (0..<classCount).map { kind in counts.count { $0[kind] > 0 } }
    let order = random.shuffled(count: counts.count)
    for kind in (0..<classCount).sorted(by: { (patients[$0], $0) < (patients[$1], $1) }) {
      for patient in order where parts[patient] == nil && counts[patient][kind] > 0 {
        let lacking = shares.indices.filter { drawn[$0][kind] == 0 }
        let candidates = lacking.isEmpty ? Array(shares.indices) : lacking
        func deficit(_ part: Int) -> Double { shares[part] * Double(totals[kind]) - Double(drawn[part][kind]) }
        // There is at least one part; of equal ones the first.
        let part = candidates.dropFirst().reduce(candidates[0]) { deficit($1) > deficit($0) ? $1 : $0 }
        parts[patient] = part
        for kind in 0..<classCount { drawn[part][kind] += counts[patient][kind] }
      }
    }
  }

  /// Nil where a part lacks a class. A patient without any image is in the first part.
  private var complete: [Int]? {
    drawn.allSatisfy { $0.allSatisfy { $0 > 0 } } ? parts.map { $0 ?? 0 } : nil
  }
}
