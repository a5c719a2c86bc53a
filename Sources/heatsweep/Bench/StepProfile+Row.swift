extension StepProfile {
  /// A place in the network, or another part of the step. Times are milliseconds an image.
  package struct Row: Encodable {
    package let place: String
    package let forward: Double
    package let backward: Double
    /// A gradient that the loss contains, and the backward pass through it.
    package let secondOrder: Double
    /// All passes, and what belongs to none.
    package let total: Double
    /// Of the step, 0...1.
    package let share: Double
    /// Of a convolution: the multiplications and additions of a direct convolution over the time, in GFLOP/s.
    package let forwardRate: Double?
    package let backwardRate: Double?

    /// - Parameters:
    ///   - rest: what belongs to no pass.
    ///   - step: the whole step.
    ///   - forwardOperations: of a convolution, `ConvolutionWork`.
    init(
      place: String, forward: Double, backward: Double, secondOrder: Double, rest: Double, step: Double,
      forwardOperations: Double?, backwardOperations: Double?
    ) {
      func rate(_ operations: Double?, _ milliseconds: Double) -> Double? {
        operations.flatMap { milliseconds > 0 ? $0 / milliseconds / 1e6 : nil }
      }
      self.place = place
      (self.forward, self.backward, self.secondOrder) = (forward, backward, secondOrder)
      total = forward + backward + secondOrder + rest
      share = total / step
      forwardRate = rate(forwardOperations, forward)
      backwardRate = rate(backwardOperations, backward)
    }

    private enum CodingKeys: String, CodingKey {
      case place, share
      case forward = "forward_ms_per_image"
      case backward = "backward_ms_per_image"
      case secondOrder = "second_order_ms_per_image"
      case total = "ms_per_image"
      case forwardRate = "forward_gflops"
      case backwardRate = "backward_gflops"
    }
  }
}
