import Autodiff
import Kernels

/// Occlusion (Zeiler and Fergus, 2014), as Captum's `Occlusion`: a window slides over the image and hides what is under it; a
/// pixel's value is the mean, over the windows that hide it, of how much the class's logit falls.
///
/// Windows start at multiples of the stride; the last of a line, which may stand out of the image, is the first to reach its end.
/// Costs one forward pass, and one more for each window; no gradient.
public struct Occlusion: AttributionMethod {
  /// Height and width of the window in pixels.
  public let window: Int
  /// Pixels from one window to the next, no more than the window has, so that every pixel is hidden once at least.
  public let stride: Int
  /// What hidden pixels become: the value of an image's background.
  public let baseline: Float

  /// - Parameters:
  ///   - window: at least 1. The default divides the study's images, of 105 x 135 pixels, into 7 x 9 windows.
  ///   - stride: from 1 to `window`; as much as the window if nil.
  ///   - baseline: the study's images have a background of -1 once scaled.
  public init(window: Int = 15, stride: Int? = nil, baseline: Float = -1) {
    let stride = stride ?? window
    precondition((1...max(1, window)).contains(stride), "an occlusion's stride is from 1 to its window")
    (self.window, self.stride, self.baseline) = (window, stride, baseline)
  }

  /// batch x height x width, in logits.
  public func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor {
    let (batch, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    let scores = explainer.scores(images, classes: classes)
    var falls = [Float](repeating: 0, count: batch * height * width)
    var windows = [Float](repeating: 0, count: height * width)
    for rows in spans(of: height) {
      for columns in spans(of: width) {
        let pixels = rows.flatMap { row in columns.map { row * width + $0 } }
        let hidden = explainer.scores(hiding(pixels, of: images), classes: classes)
        for pixel in pixels {
          windows[pixel] += 1
          for sample in 0..<batch { falls[sample * height * width + pixel] += scores[sample] - hidden[sample] }
        }
      }
    }
    return Tensor([batch, height, width], falls) / Tensor([height, width], windows)
  }

  /// The windows' places along an axis.
  private func spans(of length: Int) -> [Range<Int>] {
    let beyondFirst = max(0, length - window)
    let count = (beyondFirst + stride - 1) / stride + 1
    return (0..<count).map { $0 * stride..<min($0 * stride + window, length) }
  }

  private func hiding(_ pixels: [Int], of images: Tensor) -> Tensor {
    let (height, width) = (images.shape[1], images.shape[2])
    var seen = [Float](repeating: 1, count: height * width)
    for pixel in pixels { seen[pixel] = 0 }
    return (images - baseline) * Tensor([height, width, 1], seen) + baseline
  }
}
