import Autodiff
import Kernels

/// Deletion and insertion (Petsiuk et al., 2018, RISE): pixels in the order of a map, highest first, are taken out of an image, or
/// put into an empty one. A faithful map has a small area under the deletion curve and a large one under the insertion curve.
///
/// Each curve costs `steps` + 1 forward passes of an image.
public struct Perturbation: Sendable {
  /// Changes of about as many pixels each, from the first to the whole image; at least 1.
  public let steps: Int
  /// What is left where a pixel is taken out: the value of an image's background.
  public let background: Float
  /// Images that are scored at a time, at least 1.
  public let batch: Int

  /// - Parameters:
  ///   - steps: at least 1.
  ///   - background: the study's images have one of -1 once scaled.
  ///   - batch: at least 1.
  public init(steps: Int = 50, background: Float = -1, batch: Int = 20) {
    precondition(steps > 0 && batch > 0, "a perturbation has at least one step, and a batch at least one image")
    (self.steps, self.background, self.batch) = (steps, background, batch)
  }

  /// The probability while pixels become background.
  ///
  /// - Parameters:
  ///   - image: height x width x channels.
  ///   - map: height x width values, negative ones included; the order of equals is that of reading.
  ///   - score: from a batch of images to the probability of the class that is asked about, for each.
  /// - Returns: nil where no value of the map is positive, or one is not a finite number: there is no order then.
  public func deletion(of image: Tensor, map: [Float], score: (Tensor) -> [Double]) -> PerturbationCurve? {
    curve(from: image, to: Tensor(repeating: background, image.shape), map: map, score: score)
  }

  /// The probability while pixels of the image replace the background. Arguments are those of `deletion`.
  public func insertion(of image: Tensor, map: [Float], score: (Tensor) -> [Double]) -> PerturbationCurve? {
    curve(from: Tensor(repeating: background, image.shape), to: image, map: map, score: score)
  }

  private func curve(
    from first: Tensor, to last: Tensor, map: [Float], score: (Tensor) -> [Double]
  ) -> PerturbationCurve? {
    let (height, width, channels) = (first.shape[0], first.shape[1], first.shape[2])
    precondition(map.count == height * width, "a map has a value for each pixel")
    guard map.contains(where: { $0 > 0 }), map.allSatisfy(\.isFinite) else { return nil }
    let order = map.indices.sorted { (map[$0], $1) > (map[$1], $0) }
    let target = last.array
    var (current, changed) = (first.array, 0)
    var probabilities: [Double] = []
    for start in stride(from: 0, through: steps, by: batch) {
      let part = start...min(start + batch - 1, steps)
      var images: [Float] = []
      for step in part {
        let count = step * order.count / steps
        for pixel in order[changed..<count] {
          for channel in pixel * channels..<(pixel + 1) * channels { current[channel] = target[channel] }
        }
        changed = count
        images += current
      }
      probabilities += score(Tensor([part.count, height, width, channels], images))
    }
    return PerturbationCurve(probabilities: probabilities)
  }
}
