import CardiacMRI
import Images
import Studies
import Testing

/// What augmentation does to images, and that it is a function of seed, epoch and image alone.
@Suite struct AugmentationTests {
  private static let images = ImageDataset(setting: .marker, count: 8, seed: 4)

  private func changed(_ augmentation: Augmentation, _ indices: [Int] = [0, 1, 2, 3], seeds: [UInt64] = [1, 2, 3, 4])
    -> ImageDataset
  {
    augmentation.apply(to: Self.images, indices, seeds: seeds)
  }

  @Test func nothingAskedChangesNothing() {
    let same = changed(Augmentation())
    for image in 0..<4 {
      #expect(same.bytes(of: image) == Self.images.bytes(of: image))
      #expect(same.labels(of: image) == Self.images.labels(of: image))
    }
    #expect(same.classes == Array(Self.images.classes.prefix(4)))
  }

  @Test(arguments: [Augmentation.Flip.horizontal, .vertical])
  func flipsTurnAboutHalfOfTheImagesOver(flip: Augmentation.Flip) {
    let seeds = (0..<64).map { UInt64($0) }
    let result = changed(Augmentation(flips: [flip]), [Int](repeating: 1, count: 64), seeds: seeds)
    let own = Self.images.bytes(of: 1)
    let (height, width) = (Self.images.format.height, Self.images.format.width)
    let flipped = (0..<height * width).map { place in
      let (row, column) = (place / width, place % width)
      return flip == .horizontal ? own[row * width + width - 1 - column] : own[(height - 1 - row) * width + column]
    }
    let turned = (0..<64).count { result.bytes(of: $0) == flipped }
    let kept = (0..<64).count { result.bytes(of: $0) == own }
    #expect(turned + kept == 64)
    #expect((16...48).contains(turned))
  }

  /// The mask lies over the same intensities as before, wherever it went.
  @Test func masksMoveWithTheirImages() {
    let augmentation = Augmentation(flips: [.horizontal, .vertical], shift: 0.1, rotation: 20)
    let result = changed(augmentation)
    for image in 0..<4 {
      #expect(result.bytes(of: image) != Self.images.bytes(of: image))
      func median(_ images: ImageDataset, _ code: UInt8) -> Double {
        let (bytes, labels) = (images.bytes(of: image), images.labels(of: image))
        let own = zip(bytes, labels).filter { $1 == code }.map { Double($0.0) }.sorted()
        return own.isEmpty ? -1 : own[own.count / 2]
      }
      for tissue in [Tissue.leftCavity, .rightCavity] {
        // Edges are mixed with their neighbours: the median.
        #expect(abs(median(result, tissue.rawValue) - median(Self.images, tissue.rawValue)) < 4)
      }
      let areas = [result, Self.images].map { $0.mask(of: .inside, image: image).count { $0 } }
      #expect(abs(Double(areas[0]) / Double(areas[1]) - 1) < 0.05)
    }
  }

  @Test func noiseHasItsDeviationAndLeavesMasks() {
    let noisy = changed(Augmentation(noise: 0.02))
    // Inside the cavity, where nothing is cut off at black or white.
    var squares: [Double] = []
    for image in 0..<4 {
      #expect(noisy.labels(of: image) == Self.images.labels(of: image))
      let (before, after) = (Self.images.bytes(of: image), noisy.bytes(of: image))
      for (place, code) in Self.images.labels(of: image).enumerated() where code == Tissue.leftCavity.rawValue {
        let difference = Double(after[place]) - Double(before[place])
        squares.append(difference * difference)
      }
    }
    let deviation = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    #expect(abs(deviation / (0.02 * 255) - 1) < 0.1)
  }

  @Test func theSeedDecides() {
    let augmentation = Augmentation(shift: 0.1, rotation: 10, noise: 0.01)
    #expect(changed(augmentation).intensities == changed(augmentation).intensities)
    #expect(changed(augmentation).intensities != changed(augmentation, seeds: [5, 6, 7, 8]).intensities)
    // An image does not depend on its neighbours in the batch.
    let alone = changed(augmentation, [2], seeds: [3])
    #expect(alone.bytes(of: 0) == changed(augmentation).bytes(of: 2))
  }

  @Test func whatLeavesTheImageIsGoneAndBlackComesIn() {
    let white = ImageDataset(
      format: ImageFormat(height: 32, width: 40, bits: 16, classes: ["a", "b"], segments: Self.images.format.segments),
      intensities: .words([UInt16](repeating: .max, count: 32 * 40)), labels: [UInt8](repeating: 11, count: 32 * 40),
      classes: [0])
    let moved = Augmentation(shift: 0.5).apply(to: white, [0], seeds: [9])
    let bytes = moved.bytes(of: 0)
    #expect(bytes.contains(0) && bytes.contains(255))
    // Where an image is all white its mask is all inside, but for the mixed edge.
    let inside = moved.mask(of: .inside, image: 0)
    #expect(zip(bytes, inside).allSatisfy { $0 == 255 ? $1 : true })
    #expect(zip(bytes, inside).allSatisfy { $0 == 0 ? !$1 : true })
  }
}
