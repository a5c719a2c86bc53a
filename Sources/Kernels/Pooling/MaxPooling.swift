/// 2 x 2 max-pooling with stride 2; an odd last row or column is left out, as every framework's default does.
public enum MaxPooling {
  /// Which of its four inputs each output is: made once, then values and cotangents follow it.
  public struct Choices: Sendable {
    public let shape: PoolingShape
    /// 0, 1, 2 or 3 for each output, as floats: compared with in the same vector lanes as the values, without conversion.
    fileprivate let corner: Buffer
  }

  /// The maxima and where they are: the first in reading order where several are equal. NaN wins over numbers.
  public static func maximum(_ input: Buffer, shape: PoolingShape) -> (values: Buffer, choices: Choices) {
    let values = Buffer(uninitialized: shape.outputCount)
    let choices = Choices(shape: shape, corner: Buffer(uninitialized: shape.outputCount))
    shape.visitRuns { output, corners, run in
      let (to, chosen) = (values.pointer + output, choices.corner.pointer + output)
      let whole = run / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        var best = Lanes(at: input.pointer + corners.0 + offset)
        var index = Lanes.zero
        consider(Lanes(at: input.pointer + corners.1 + offset), 1, &best, &index)
        consider(Lanes(at: input.pointer + corners.2 + offset), 2, &best, &index)
        consider(Lanes(at: input.pointer + corners.3 + offset), 3, &best, &index)
        best.store(to: to + offset)
        index.store(to: chosen + offset)
      }
      for offset in whole..<run {
        var (best, index) = (input.pointer[corners.0 + offset], Float(0))
        for (number, corner) in [corners.1, corners.2, corners.3].enumerated() {
          let value = input.pointer[corner + offset]
          if !(value <= best) { (best, index) = (value, Float(number + 1)) }
        }
        to[offset] = best
        chosen[offset] = index
      }
    }
    return (values, choices)
  }

  /// The inputs that were chosen: output[i] = input[choice i].
  public static func gather(_ input: Buffer, _ choices: Choices) -> Buffer {
    let result = Buffer(uninitialized: choices.shape.outputCount)
    choices.shape.visitRuns { output, corners, run in
      for offset in 0..<run {
        let corner =
          switch choices.corner.pointer[output + offset] {
          case 0: corners.0
          case 1: corners.1
          case 2: corners.2
          default: corners.3
          }
        result.pointer[output + offset] = input.pointer[corner + offset]
      }
    }
    return result
  }

  /// The adjoint of `gather`: each value goes to the input that was chosen, zero to the others.
  public static func scatter(_ values: Buffer, _ choices: Choices) -> Buffer {
    let shape = choices.shape
    let result = Buffer(uninitialized: shape.inputCount)
    shape.clearUncovered(result)
    shape.visitRuns { output, corners, run in
      let (from, chosen) = (values.pointer + output, choices.corner.pointer + output)
      let whole = run / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        let value = Lanes(at: from + offset)
        let index = Lanes(at: chosen + offset)
        Lanes.zero.replacing(with: value, where: index .== 0).store(to: result.pointer + corners.0 + offset)
        Lanes.zero.replacing(with: value, where: index .== 1).store(to: result.pointer + corners.1 + offset)
        Lanes.zero.replacing(with: value, where: index .== 2).store(to: result.pointer + corners.2 + offset)
        Lanes.zero.replacing(with: value, where: index .== 3).store(to: result.pointer + corners.3 + offset)
      }
      for offset in whole..<run {
        for (number, corner) in [corners.0, corners.1, corners.2, corners.3].enumerated() {
          result.pointer[corner + offset] = chosen[offset] == Float(number) ? from[offset] : 0
        }
      }
    }
    return result
  }

  @inline(__always)
  private static func consider(_ value: Lanes, _ number: Float, _ best: inout Lanes, _ index: inout Lanes) {
    let isBetter = .!(value .<= best)
    best.replace(with: value, where: isBetter)
    index.replace(with: Lanes(repeating: number), where: isBetter)
  }
}
