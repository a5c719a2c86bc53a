import Datasets
import Kernels
import Testing

@Suite struct PatientSplitTests {
  private let shares = [0.7, 0.15, 0.15]

  /// The images of each class that each part has; nil where there is no such split.
  private func drawn(_ counts: [[Int]], seed: UInt64) -> (parts: [Int], images: [[Int]])? {
    guard let parts = PatientSplit.parts(counts: counts, shares: shares, seed: seed) else { return nil }
    var images = [[Int]](repeating: [Int](repeating: 0, count: counts[0].count), count: 3)
    for (patient, part) in parts.enumerated() {
      for (kind, count) in counts[patient].enumerated() { images[part][kind] += count }
    }
    return (parts, images)
  }

  /// Classes of 100, 40 and 12 patients with 1 to 4 images each.
  private func patients(seed: UInt64) -> [[Int]] {
    var random = RandomGenerator(seed: seed)
    return [100, 40, 12].enumerated().flatMap { kind, count in
      (0..<count).map { _ in (0..<3).map { $0 == kind ? 1 + random.uniform(below: 4) : 0 } }
    }
  }

  @Test func everyPartHasItsShareOfEveryClass() throws {
    for seed in 0..<200 as Range<UInt64> {
      let counts = patients(seed: seed)
      let (parts, images) = try #require(drawn(counts, seed: seed))
      #expect(parts.count == counts.count)
      for kind in 0..<3 {
        let total = counts.reduce(0) { $0 + $1[kind] }
        for part in 0..<3 {
          #expect(images[part][kind] > 0)
          // No more beside the share than the largest patient has.
          #expect(abs(Double(images[part][kind]) - shares[part] * Double(total)) <= 4)
        }
      }
    }
  }

  @Test func patientsOfSeveralClassesAreSplit() throws {
    for seed in 0..<200 as Range<UInt64> {
      var random = RandomGenerator(seed: seed)
      let counts = (0..<60).map { _ in (0..<4).map { $0 == 3 ? random.uniform(below: 2) : random.uniform(below: 3) } }
      let (_, images) = try #require(drawn(counts, seed: seed))
      for kind in 0..<4 {
        let total = counts.reduce(0) { $0 + $1[kind] }
        for part in 0..<3 {
          #expect(images[part][kind] > 0)
          #expect(abs(Double(images[part][kind]) - shares[part] * Double(total)) <= 0.15 * Double(total) + 2)
        }
      }
    }
  }

  @Test func theSameSeedDrawsTheSame() {
    let counts = patients(seed: 1)
    #expect(drawn(counts, seed: 7)?.parts == drawn(counts, seed: 7)?.parts)
    #expect(drawn(counts, seed: 7)?.parts != drawn(counts, seed: 8)?.parts)
  }

  @Test func everyPatientCanBeInEveryPart() {
    let counts = (0..<6).map { [$0 < 3 ? 1 : 0, $0 < 3 ? 0 : 1] }
    var seen = [Set<Int>](repeating: [], count: 6)
    for seed in 0..<100 as Range<UInt64> {
      for (patient, part) in (drawn(counts, seed: seed)?.parts ?? []).enumerated() { seen[patient].insert(part) }
    }
    #expect(seen.allSatisfy { $0 == [0, 1, 2] })
  }

  @Test func threePatientsOfAClassAreNeeded() {
    #expect(drawn([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], seed: 1) == nil)
    #expect(drawn([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], seed: 1) != nil)
  }

  @Test func classesTakeTurns() {
    #expect(ImageOrder.takingTurns([[1, 2, 3], [4], [], [5, 6]]) == [1, 4, 5, 2, 6, 3])
  }

  @Test func imagesOfAClassAreShuffled() {
    let classes = [Array(0..<50), Array(50..<60)]
    let order = ImageOrder.shuffled(classes, part: .training, seed: 1)
    #expect(order.map { $0.sorted() } == classes)
    #expect(order[0] != classes[0])
    #expect(order == ImageOrder.shuffled(classes, part: .training, seed: 1))
    #expect(order != ImageOrder.shuffled(classes, part: .test, seed: 1))
    #expect(order != ImageOrder.shuffled(classes, part: .training, seed: 2))
  }

  @Test func classesAreBalanced() {
    let classes = [[1, 2, 3, 4, 5], [6, 7], [8]]
    #expect(ClassBalance.none.apply(classes) == classes)
    #expect(ClassBalance.undersample.apply(classes) == [[1], [6], [8]])
    #expect(ClassBalance.oversample.apply(classes) == [[1, 2, 3, 4, 5], [6, 7, 6, 7, 6], [8, 8, 8, 8, 8]])
  }
}
