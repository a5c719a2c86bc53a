/// 2 x 2 max-pooling with stride 2; an odd last row or column is left out, as every framework's default does.
public enum MaxPooling {
  /// Which of its four inputs each output is: made once, then values and cotangents follow it.
  public struct Choices: Sendable {
    public let shape: PoolingShape
    /// 0, 1, 2 or 3 for each output, as floats: compared with in the same vector lanes as the values, without conversion.
    let corner: Buffer

    init(uninitialized shape: PoolingShape) {
      self.shape = shape
      corner = Buffer(uninitialized: shape.outputCount)
    }
  }

  /// The maxima and where they are: the first in reading order where several are equal. NaN wins over numbers.
  public static func maximum(_ input: Buffer, shape: PoolingShape) -> (values: Buffer, choices: Choices) {
    let values = Buffer(uninitialized: shape.outputCount)
    let choices = Choices(uninitialized: shape)
    shape.visitRowPairs { output, row in
      maximumOfRowPair(
        input.pointer + row * shape.rowStride, shape: shape, values.pointer + output, choices.corner.pointer + output)
    }
    return (values, choices)
  }

  /// The inputs that were chosen: output[i] = input[choice i].
  public static func gather(_ input: Buffer, _ choices: Choices) -> Buffer {
    let shape = choices.shape
    let result = Buffer(uninitialized: shape.outputCount)
    shape.visitRowPairs { output, row in
      shape.visitWindows(inRowPair: row * shape.rowStride) { pixel, corners in
        for offset in 0..<shape.channels {
          let place = output + pixel + offset
          result.pointer[place] = input.pointer[corners[Int(choices.corner.pointer[place])] + offset]
        }
      }
    }
    return result
  }

  /// The adjoint of `gather`: each value goes to the input that was chosen, zero to the others.
  public static func scatter(_ values: Buffer, _ choices: Choices) -> Buffer {
    let shape = choices.shape
    let result = Buffer(uninitialized: shape.inputCount)
    shape.clearUncovered(result)
    shape.visitRowPairs { output, row in
      scatterRowPair(
        values.pointer + output, choices.corner.pointer + output, shape: shape,
        to: result.pointer + row * shape.rowStride)
    }
    return result
  }

  /// Pools two rows of an image into one row of values and choices.
  static func maximumOfRowPair(
    _ rows: UnsafePointer<Float>, shape: PoolingShape, _ values: UnsafeMutablePointer<Float>,
    _ corner: UnsafeMutablePointer<Float>
  ) {
    let whole = shape.channels / 8 * 8
    shape.visitWindows(inRowPair: 0) { pixel, corners in
      for offset in stride(from: 0, to: whole, by: 8) {
        var best = Lanes(at: rows + corners[0] + offset)
        var index = Lanes.zero
        consider(Lanes(at: rows + corners[1] + offset), 1, &best, &index)
        consider(Lanes(at: rows + corners[2] + offset), 2, &best, &index)
        consider(Lanes(at: rows + corners[3] + offset), 3, &best, &index)
        best.store(to: values + pixel + offset)
        index.store(to: corner + pixel + offset)
      }
      for offset in whole..<shape.channels {
        var (best, index) = (rows[corners[0] + offset], Float(0))
        for number in 1..<4 {
          let value = rows[corners[number] + offset]
          if value > best || value.isNaN { (best, index) = (value, Float(number)) }
        }
        values[pixel + offset] = best
        corner[pixel + offset] = index
      }
    }
  }

  /// The adjoint of following the choices for one pair of rows; an odd last column is left as it is.
  static func scatterRowPair(
    _ values: UnsafePointer<Float>, _ corner: UnsafePointer<Float>, shape: PoolingShape,
    to rows: UnsafeMutablePointer<Float>
  ) {
    let whole = shape.channels / 8 * 8
    shape.visitWindows(inRowPair: 0) { pixel, corners in
      for offset in stride(from: 0, to: whole, by: 8) {
        let value = Lanes(at: values + pixel + offset)
        let index = Lanes(at: corner + pixel + offset)
        Lanes.zero.replacing(with: value, where: index .== 0).store(to: rows + corners[0] + offset)
        Lanes.zero.replacing(with: value, where: index .== 1).store(to: rows + corners[1] + offset)
        Lanes.zero.replacing(with: value, where: index .== 2).store(to: rows + corners[2] + offset)
        Lanes.zero.replacing(with: value, where: index .== 3).store(to: rows + corners[3] + offset)
      }
      for offset in whole..<shape.channels {
        for number in 0..<4 {
          rows[corners[number] + offset] = corner[pixel + offset] == Float(number) ? values[pixel + offset] : 0
        }
      }
    }
  }

  @inline(__always)
  private static func consider(_ value: Lanes, _ number: Float, _ best: inout Lanes, _ index: inout Lanes) {
    // Only NaN differs from itself.
    let isBetter = (value .> best) .| (value .!= value)
    best.replace(with: value, where: isBetter)
    index.replace(with: Lanes(repeating: number), where: isBetter)
  }
}
