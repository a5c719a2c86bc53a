/// 2 x 2 max-pooling with stride 2; an odd last row or column is left out, as every framework's default does.
public enum MaxPooling {
  /// Which of its four inputs each output is, one byte an output; made once, then values and cotangents follow it.
  public final class Choices: @unchecked Sendable {
    // Written by `maximum` alone before it is handed out, and only read afterwards.
    fileprivate let storage: Buffer
    fileprivate let bytes: UnsafeMutablePointer<UInt8>
    public let shape: PoolingShape

    fileprivate init(shape: PoolingShape) {
      self.shape = shape
      storage = Buffer(uninitialized: (shape.outputCount + 3) / 4)
      bytes = UnsafeMutableRawPointer(storage.pointer).bindMemory(to: UInt8.self, capacity: storage.count * 4)
    }
  }

  /// The maxima and where they are: the first in reading order where several are equal. NaN wins over numbers.
  public static func maximum(_ input: Buffer, shape: PoolingShape) -> (values: Buffer, choices: Choices) {
    let values = Buffer(uninitialized: shape.outputCount)
    let choices = Choices(shape: shape)
    shape.visitRuns { output, corners, run in
      let (to, chosen) = (values.pointer + output, choices.bytes + output)
      let whole = run / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        var best = Lanes(at: input.pointer + corners.0 + offset)
        var index = SIMD8<Int32>.zero
        consider(Lanes(at: input.pointer + corners.1 + offset), 1, &best, &index)
        consider(Lanes(at: input.pointer + corners.2 + offset), 2, &best, &index)
        consider(Lanes(at: input.pointer + corners.3 + offset), 3, &best, &index)
        best.store(to: to + offset)
        UnsafeMutableRawPointer(chosen + offset).storeBytes(
          of: SIMD8<UInt8>(truncatingIfNeeded: index), as: SIMD8<UInt8>.self)
      }
      for offset in whole..<run {
        var (best, index) = (input.pointer[corners.0 + offset], UInt8(0))
        for (number, corner) in [corners.1, corners.2, corners.3].enumerated() {
          let value = input.pointer[corner + offset]
          if !(value <= best) { (best, index) = (value, UInt8(number + 1)) }
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
          switch choices.bytes[output + offset] {
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
      let (from, chosen) = (values.pointer + output, choices.bytes + output)
      let whole = run / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        let value = Lanes(at: from + offset)
        let index = SIMD8<Int32>(
          truncatingIfNeeded: UnsafeRawPointer(chosen + offset).loadUnaligned(as: SIMD8<UInt8>.self))
        Lanes.zero.replacing(with: value, where: index .== 0).store(to: result.pointer + corners.0 + offset)
        Lanes.zero.replacing(with: value, where: index .== 1).store(to: result.pointer + corners.1 + offset)
        Lanes.zero.replacing(with: value, where: index .== 2).store(to: result.pointer + corners.2 + offset)
        Lanes.zero.replacing(with: value, where: index .== 3).store(to: result.pointer + corners.3 + offset)
      }
      for offset in whole..<run {
        for (number, corner) in [corners.0, corners.1, corners.2, corners.3].enumerated() {
          result.pointer[corner + offset] = chosen[offset] == number ? from[offset] : 0
        }
      }
    }
    return result
  }

  @inline(__always)
  private static func consider(_ value: Lanes, _ number: Int32, _ best: inout Lanes, _ index: inout SIMD8<Int32>) {
    let isBetter = .!(value .<= best)
    best.replace(with: value, where: isBetter)
    index.replace(with: SIMD8(repeating: number), where: isBetter)
  }
}
