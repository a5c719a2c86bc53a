import Kernels

/// max(x, 0). Its derivative at 0 is taken as 0, as everywhere in the field.
struct Relu: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.relu(inputs[0].buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [PassWherePositive(gate: output.value)(cotangent)]
  }
}

/// x where a fixed gate is positive, 0 elsewhere: linear in x and its own adjoint.
struct PassWherePositive: Primitive {
  let gate: Value

  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.passing(inputs[0].buffer, wherePositive: gate.buffer))
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [self(cotangent)]
  }
}

public func relu(_ x: Tensor) -> Tensor { Relu()(x) }
