/// One step of Adam (Kingma and Ba, 2015, algorithm 1) over one parameter, in a single pass.
public struct AdamStep {
  private let beta1: Float
  private let beta2: Float
  private let epsilon: Float
  private let rate: Float
  /// 1 over the root of the second moment's correction: one division and one root an element are enough.
  private let inverseRoot: Float

  /// - Parameter firstCorrection: 1 - beta1 to the power of the step, the first step being 1; second likewise with beta2.
  public init(
    learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, firstCorrection: Float, secondCorrection: Float
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    inverseRoot = 1 / secondCorrection.squareRoot()
    rate = learningRate / firstCorrection
  }

  /// Updates the moments where they are, if nobody else holds them, and in copies otherwise: memory is what this step waits for.
  ///
  /// - Returns: the new parameter.
  public func callAsFunction(
    parameter: Buffer, gradient: Buffer, firstMoment: inout Buffer, secondMoment: inout Buffer
  ) -> Buffer {
    precondition(
      parameter.count == gradient.count && parameter.count == firstMoment.count
        && parameter.count == secondMoment.count,
      "a parameter, its gradient and its moments must have the same number of elements")
    if !isKnownUniquelyReferenced(&firstMoment) { firstMoment = Buffer(copying: firstMoment) }
    if !isKnownUniquelyReferenced(&secondMoment) { secondMoment = Buffer(copying: secondMoment) }
    let result = Buffer(uninitialized: parameter.count)
    let (first, second) = (firstMoment.pointer, secondMoment.pointer)
    let blocks = (parameter.count + Self.block - 1) / Self.block
    Threads.divide(blocks) {
      let range = $0.lowerBound * Self.block..<min($0.upperBound * Self.block, parameter.count)
      update(range, parameter.pointer, gradient.pointer, first, second, into: result.pointer)
    }
    return result
  }

  /// Elements that a thread takes at least.
  private static let block = 1 << 14

  private func update(
    _ range: Range<Int>, _ parameter: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    _ firstMoment: UnsafeMutablePointer<Float>, _ secondMoment: UnsafeMutablePointer<Float>,
    into result: UnsafeMutablePointer<Float>
  ) {
    let whole = range.lowerBound + range.count / 8 * 8
    for index in stride(from: range.lowerBound, to: whole, by: 8) {
      let slope = Lanes(at: gradient + index)
      let mean = beta1 * Lanes(at: firstMoment + index) + (1 - beta1) * slope
      let square = beta2 * Lanes(at: secondMoment + index) + (1 - beta2) * slope * slope
      mean.store(to: firstMoment + index)
      square.store(to: secondMoment + index)
      let change = rate * mean / (square.squareRoot() * inverseRoot + epsilon)
      (Lanes(at: parameter + index) - change).store(to: result + index)
    }
    for index in whole..<range.upperBound {
      let slope = gradient[index]
      let mean = beta1 * firstMoment[index] + (1 - beta1) * slope
      let square = beta2 * secondMoment[index] + (1 - beta2) * slope * slope
      firstMoment[index] = mean
      secondMoment[index] = square
      result[index] = parameter[index] - rate * mean / (square.squareRoot() * inverseRoot + epsilon)
    }
  }
}
