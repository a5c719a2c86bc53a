import CardiacMRI
import Images
import Networks
import Studies
import Testing

/// Where each kind of mask lets a map lie.
@Suite struct OutsideMasksTests {
  private static let images = TrialImages(
    setting: .size, counts: ImageCounts(training: 12, validation: 4, test: 4), seed: 5, network: .compact)

  private func masks(_ kind: MaskKind, rows: Int = 6, columns: Int = 8, seed: UInt64 = 1) -> [[Float]] {
    var masks = OutsideMasks(kind, of: Self.images, seed: seed)
    return (0..<12).map { masks.tensor([$0], rows: rows, columns: columns).array }
  }

  private func hearts(rows: Int = 6, columns: Int = 8) -> [[Float]] {
    (0..<12).map {
      Self.images.training.coverage(of: .inside, image: $0, rows: rows, columns: columns).map { 1 - $0 }
    }
  }

  @Test(arguments: [(6, 8), (13, 16), (105, 135)])
  func theHeartsOwn(rows: Int, columns: Int) {
    #expect(masks(.inside, rows: rows, columns: columns) == hearts(rows: rows, columns: columns))
  }

  @Test func theWholeImageLeavesNothingOutside() {
    #expect(masks(.whole).allSatisfy { $0.allSatisfy { $0 == 0 } })
  }

  @Test func shuffledOnesAreOthersHeartsEachOnce() {
    let (own, shuffled) = (hearts(), masks(.shuffled))
    #expect(shuffled != own)
    #expect(zip(shuffled, own).allSatisfy { $0 != $1 })
    #expect(Set(shuffled) == Set(own))
  }

  @Test func randomOnesHaveTheHeartsCellsInOtherPlaces() {
    for (random, own) in zip(masks(.random), hearts()) {
      #expect(random != own)
      #expect(random.sorted() == own.sorted())
    }
    #expect(Set(masks(.random)).count == 12)
  }

  @Test func shiftedOnesAreMovedAroundTheEdges() {
    let (rows, columns) = (ImageFormat.cardiac.height, ImageFormat.cardiac.width)
    for (shifted, own) in zip(masks(.shifted, rows: rows, columns: columns), hearts(rows: rows, columns: columns)) {
      for y in stride(from: 0, to: rows, by: 7) {
        for x in stride(from: 0, to: columns, by: 7) {
          let place = (y + rows / 2) % rows * columns + (x + columns / 2) % columns
          #expect(shifted[place] == own[y * columns + x])
        }
      }
    }
  }

  @Test func theSeedDecides() {
    for kind in [MaskKind.random, .shuffled] {
      #expect(masks(kind) == masks(kind))
      #expect(masks(kind) != masks(kind, seed: 2))
    }
  }
}
