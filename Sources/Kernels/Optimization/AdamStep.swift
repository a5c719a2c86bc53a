/// One step of Adam (Kingma and Ba, 2015, algorithm 1) over one parameter, in a single pass.
public enum AdamStep {
  /// - Parameter firstCorrection: 1 - beta1 to the power of the step, the first step being 1; second likewise with beta2.
  /// - Returns: the new parameter and its new first and second moments.
  public static func apply(
    parameter: Buffer, gradient: Buffer, firstMoment: Buffer, secondMoment: Buffer, learningRate: Float, beta1: Float,
    beta2: Float, epsilon: Float, firstCorrection: Float, secondCorrection: Float
  ) -> (parameter: Buffer, firstMoment: Buffer, secondMoment: Buffer) {
    let count = parameter.count
    let result = Buffer(uninitialized: count)
    let first = Buffer(uninitialized: count)
    let second = Buffer(uninitialized: count)
    let rate = learningRate / firstCorrection
    let whole = count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      let slope = Lanes(at: gradient.pointer + index)
      let mean = beta1 * Lanes(at: firstMoment.pointer + index) + (1 - beta1) * slope
      let square = beta2 * Lanes(at: secondMoment.pointer + index) + (1 - beta2) * slope * slope
      mean.store(to: first.pointer + index)
      square.store(to: second.pointer + index)
      let change = rate * mean / ((square / secondCorrection).squareRoot() + epsilon)
      (Lanes(at: parameter.pointer + index) - change).store(to: result.pointer + index)
    }
    for index in whole..<count {
      let slope = gradient.pointer[index]
      let mean = beta1 * firstMoment.pointer[index] + (1 - beta1) * slope
      let square = beta2 * secondMoment.pointer[index] + (1 - beta2) * slope * slope
      first.pointer[index] = mean
      second.pointer[index] = square
      let change = rate * mean / ((square / secondCorrection).squareRoot() + epsilon)
      result.pointer[index] = parameter.pointer[index] - change
    }
    return (result, first, second)
  }
}
