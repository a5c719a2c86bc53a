import Foundation
import Kernels

struct Exponential: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.mapScalars(inputs[0].buffer) { Foundation.exp($0) })
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent * output]
  }
}

public func exp(_ x: Tensor) -> Tensor { Exponential()(x) }
