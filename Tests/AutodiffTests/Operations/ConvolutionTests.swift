import Autodiff
import Kernels
import TestKit
import Testing

/// Convolution and its two gradients are one trilinear form: each slot, and mixed derivatives of any order.
@Suite struct ConvolutionTests {
  /// t(x, w, y) = sum of conv(x, w) y, differentiated by each of its arguments.
  private func slots(channels: Int) -> (x: Tensor, w: Tensor, y: Tensor) {
    (
      TensorRecipe([1, 5, 3, channels], seed: 1).tensor.asVariable,
      TensorRecipe([3, 3, channels, channels], seed: 2).tensor.asVariable,
      TensorRecipe([1, 5, 3, channels], seed: 3).tensor.asVariable
    )
  }

  @Test(arguments: [2, 16]) func theFormHasOneValueWhicheverSlotIsOpen(channels: Int) {
    let (x, w, y) = slots(channels: channels)
    let output = convolution(x, w)
    let slopes = gradient(of: output, wrt: [x, w], cotangent: y)
    let value = (output * y).sum().scalar
    #expect(abs((slopes[0] * x).sum().scalar - value) < 1e-4 * abs(value))
    #expect(abs((slopes[1] * w).sum().scalar - value) < 1e-4 * abs(value))
  }

  /// d/dw <d/dx t, u> = d/dx <d/dw t, ...> and so on: every mixed second derivative is the form again, with known values.
  @Test(arguments: [2, 16]) func mixedSecondDerivativesAreTheFormAgain(channels: Int) {
    let (x, w, y) = slots(channels: channels)
    let u = TensorRecipe(x.shape.sizes, seed: 4).tensor
    let v = TensorRecipe(w.shape.sizes, seed: 5).tensor
    let slopes = gradient(of: convolution(x, w), wrt: [x, w], cotangent: y)

    // <d/dx t, u> = t(u, w, y), whose slopes are those of a convolution of u.
    let alongInput = gradient(of: (slopes[0] * u).sum(), wrt: [x, w, y])
    let ofU = gradient(of: convolution(u, w), wrt: [w], cotangent: y)[0]
    #expect(alongInput[0].array.allSatisfy { $0 == 0 })
    #expect(relativeError(alongInput[1].array, ofU.array.map(Double.init)) < 1e-5)
    #expect(relativeError(alongInput[2].array, convolution(u, w).array.map(Double.init)) < 1e-5)

    // <d/dw t, v> = t(x, v, y).
    let alongWeights = gradient(of: (slopes[1] * v).sum(), wrt: [x, w, y])
    let ofV = gradient(of: convolution(x, v), wrt: [x], cotangent: y)[0]
    #expect(relativeError(alongWeights[0].array, ofV.array.map(Double.init)) < 1e-5)
    #expect(alongWeights[1].array.allSatisfy { $0 == 0 })
    #expect(relativeError(alongWeights[2].array, convolution(x, v).array.map(Double.init)) < 1e-5)

    // The third derivative, by all three slots once, is t(u, v, y) and constant.
    let third = gradient(of: (alongInput[1] * v).sum(), wrt: [x, w, y])
    #expect(third[0].array.allSatisfy { $0 == 0 } && third[1].array.allSatisfy { $0 == 0 })
    #expect(relativeError(third[2].array, convolution(u, v).array.map(Double.init)) < 1e-5)
  }

  @Test(arguments: [2, 16]) func squaredGradientsAreRightToThirdOrder(channels: Int) {
    let (x, w, y) = slots(channels: channels)
    let found = DerivativeCheck(orders: 2, step: 1 / 64).disagreements(at: [x.detached, w.detached, y.detached]) {
      inputs in
      let (x, w) = (inputs[0].tracked, inputs[1].tracked)
      let slopes = gradient(of: convolution(x, w), wrt: [x, w], cotangent: inputs[2])
      return ((slopes[0] * slopes[0]).mean() + (slopes[1] * slopes[1]).mean()) * 0.01
    }
    #expect(found == [])
  }
}
