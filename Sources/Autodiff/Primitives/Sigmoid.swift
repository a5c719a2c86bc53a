import Foundation
import Kernels

/// 1 / (1 + exp(-x)).
struct Sigmoid: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.mapScalars(inputs[0].buffer) { 1 / (1 + Foundation.exp(-$0)) })
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent * (output - output * output)]
  }
}

public func sigmoid(_ x: Tensor) -> Tensor { Sigmoid()(x) }
