import Kernels

// Arithmetic on equal shapes; `+`, `-`, `*`, `/` stretch their operands to a common shape first, by `BroadcastTo`.

struct Add: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.add(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent, cotangent]
  }
}

struct Subtract: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.subtract(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent, wanted[1] ? -cotangent : nil]
  }
}

struct Multiply: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.multiply(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [wanted[0] ? cotangent * inputs[1] : nil, wanted[1] ? cotangent * inputs[0] : nil]
  }
}

struct Divide: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.divide(inputs[0].buffer, inputs[1].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    let first = cotangent / inputs[1]
    return [first, wanted[1] ? -(first * output) : nil]
  }
}

/// scale x + offset, with constants.
struct Affine: Primitive {
  let scale: Float
  let offset: Float

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.affine(inputs[0].buffer, scale: scale, offset: offset))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [Affine(scale: scale, offset: 0)(cotangent)]
  }
}
