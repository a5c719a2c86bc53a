import Attribution
import Autodiff
import Kernels
import TestKit
import Testing

/// Deletion and insertion curves, of a score that can be worked out by hand: the mean of the pixels' first channel, from -1 to 1.
@Suite struct PerturbationTests {
  private func score(_ images: Tensor) -> [Double] {
    let pixels = images.shape.count / images.shape[0]
    let channels = images.shape[3]
    let values = images.array
    return (0..<images.shape[0]).map { image in
      stride(from: image * pixels, to: (image + 1) * pixels, by: channels).reduce(0) { $0 + Double(values[$1]) }
        / Double(pixels / channels)
    }
  }

  /// 2 x 2 pixels of 2 channels.
  private let image = Tensor([2, 2, 2], [1, 5, 0, 5, 0.5, 5, 0, 5])

  @Test func pixelsGoInTheMapsOrder() throws {
    let perturbation = Perturbation(steps: 4)
    let deletion = try #require(perturbation.deletion(of: image, map: [3, -1, 2, 0], score: score))
    #expect(deletion.probabilities == [0.375, -0.125, -0.5, -0.75, -1])
    #expect(abs(deletion.area - (-0.3125 - 0.125 - 0.5 - 0.75) / 4) < 1e-12)
    let insertion = try #require(perturbation.insertion(of: image, map: [3, -1, 2, 0], score: score))
    #expect(insertion.probabilities == [-1, -0.5, -0.125, 0.125, 0.375])
  }

  @Test func equalsGoInReadingOrder() throws {
    let deletion = try #require(Perturbation(steps: 4).deletion(of: image, map: [1, 1, 1, 1], score: score))
    #expect(deletion.probabilities == [0.375, -0.125, -0.375, -0.75, -1])
  }

  /// Steps that do not divide the pixels, and more steps than pixels: the ends are the whole image and none of it.
  @Test(arguments: [1, 3, 7, 100]) func theEndsAreTheWholeImageAndNone(steps: Int) throws {
    var random = RandomGenerator(seed: 1)
    let image = Tensor([3, 5, 1], (0..<15).map { _ in Float(random.uniform(in: -1...1)) })
    let map = (0..<15).map { _ in Float(random.uniform(in: -1...1)) }
    let whole = score(image.reshaped([1, 3, 5, 1]))[0]
    for batch in [1, 4, 200] {
      let perturbation = Perturbation(steps: steps, background: 0.25, batch: batch)
      let deletion = try #require(perturbation.deletion(of: image, map: map, score: score))
      let insertion = try #require(perturbation.insertion(of: image, map: map, score: score))
      #expect(deletion.probabilities.count == steps + 1 && insertion.probabilities.count == steps + 1)
      #expect(deletion.probabilities[0] == whole && insertion.probabilities[steps] == whole)
      #expect(deletion.probabilities[steps] == 0.25 && insertion.probabilities[0] == 0.25)
      // Of a score that adds up over pixels, one curve is the other upside down.
      for (lost, won) in zip(deletion.probabilities, insertion.probabilities) {
        #expect(abs(lost + won - whole - 0.25) < 1e-6)
      }
    }
  }

  @Test func imagesAreScoredInBatches() throws {
    var sizes: [Int] = []
    let curve = Perturbation(steps: 10, batch: 4).deletion(of: image, map: [1, 2, 3, 4]) { images in
      sizes.append(images.shape[0])
      return score(images)
    }
    #expect(sizes == [4, 4, 3])
    #expect(curve?.probabilities.count == 11)
  }

  @Test(arguments: [[0, 0, 0, 0], [-1, -2, 0, -3], [1, .nan, 0, 0], [.infinity, 0, 0, 0]] as [[Float]])
  func withoutPositiveFiniteValuesThereIsNoOrder(map: [Float]) {
    #expect(Perturbation().deletion(of: image, map: map, score: score) == nil)
    #expect(Perturbation().insertion(of: image, map: map, score: score) == nil)
  }

  /// Petsiuk's area: ends count half.
  @Test func areaIsThatOfTrapezoids() {
    #expect(PerturbationCurve(probabilities: [1, 0]).area == 0.5)
    #expect(PerturbationCurve(probabilities: [1, 1, 0, 0]).area == 0.5)
    #expect(PerturbationCurve(probabilities: [0, 1, 0]).area == 0.5)
  }
}
