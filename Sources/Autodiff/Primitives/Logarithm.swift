import Foundation
import Kernels

struct Logarithm: Primitive {
  func forward(_ inputs: [Value], isRecorded: Bool) -> Value {
    Value(inputs[0].shape, ElementWise.mapScalars(inputs[0].buffer) { Foundation.log($0) })
  }

  func pullback(_ cotangent: Tensor, inputs: [Tensor], output: Tensor, wanted: [Bool]) -> [Tensor?] {
    [cotangent / inputs[0]]
  }
}

/// The natural logarithm.
public func log(_ x: Tensor) -> Tensor { Logarithm()(x) }
