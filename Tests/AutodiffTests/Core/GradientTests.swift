import Autodiff
import Kernels
import TestKit
import Testing

@Suite struct GradientTests {
  @Test func aVariableThatIsUsedTwiceGetsTheSum() {
    let x = Tensor([3], [1, 2, 3]).asVariable
    #expect(gradient(of: x * x + x, wrt: [x])[0].array == [3, 5, 7])
    #expect(gradient(of: x, wrt: [x])[0].array == [1, 1, 1])
  }

  @Test func whatTheOutputDoesNotDependOnHasZeroGradient() {
    let x = Tensor([2], [1, 2]).asVariable
    let y = Tensor([3], [1, 2, 3]).asVariable
    let slopes = gradient(of: (x * 2).sum(), wrt: [x, y])
    #expect(slopes[0].array == [2, 2])
    #expect(slopes[1].array == [0, 0, 0] && slopes[1].shape == [3])
    #expect(gradient(of: Tensor(4), wrt: [x])[0].array == [0, 0])
  }

  @Test func aTensorInTheMiddleIsAVariableToo() {
    let x = Tensor([2], [1, 2]).asVariable
    let middle = x * x
    let output = (middle * middle).sum()
    let slopes = gradient(of: output, wrt: [middle, x])
    #expect(slopes[0].array == [2, 8])
    #expect(slopes[1].array == [4, 32])
  }

  @Test func theCotangentWeighsTheOutput() {
    let x = Tensor([2], [3, 4]).asVariable
    let slope = gradient(of: x * x, wrt: [x], cotangent: Tensor([2], [1, -1]))[0]
    #expect(slope.array == [6, -8])
  }

  @Test func gradientsOfGradientsGoOn() {
    let x = Tensor(2).asVariable
    var derivative = x * x * x * x
    var values: [Float] = []
    for _ in 0..<5 {
      derivative = gradient(of: derivative, wrt: [x])[0]
      values.append(derivative.scalar)
    }
    #expect(values == [32, 48, 48, 24, 0])
  }

  @Test func constantsRecordNothing() {
    let x = Tensor([2], [1, 2])
    #expect(!(x * x).isTracked)
    let variable = x.asVariable
    #expect((x * variable).isTracked)
    #expect(!variable.detached.isTracked)
    #expect(variable.tracked === variable)
    #expect(x.tracked.isTracked)
    let slope = gradient(of: variable * variable, wrt: [variable], isDifferentiable: false)[0]
    #expect(!slope.isTracked)
    #expect(slope.array == [2, 4])
  }

  /// A cotangent that is itself a variable can be differentiated through, as the checks of transposes do.
  @Test func theCotangentIsAVariableToo() {
    let x = Tensor([2], [1, 2]).asVariable
    let c = Tensor([2], [5, 7]).asVariable
    let slope = gradient(of: x * x, wrt: [x], cotangent: c)[0]
    #expect(gradient(of: slope.sum(), wrt: [c, x]).map(\.array) == [[2, 4], [10, 14]])
  }

  @Test func theFirstOfEqualMaximaGetsTheGradient() {
    let rows = Tensor([2, 3], [1, 4, 4, 2, 2, 2]).asVariable
    #expect(gradient(of: rows.maximumOfRows(), wrt: [rows])[0].array == [0, 1, 0, 1, 0, 0])
    let image = Tensor([1, 2, 2, 1], [3, 3, 3, 3]).asVariable
    #expect(gradient(of: maxPool(image), wrt: [image])[0].array == [1, 0, 0, 0])
    let zero = Tensor([3], [0, -1, 1]).asVariable
    #expect(gradient(of: relu(zero), wrt: [zero])[0].array == [0, 0, 1])
  }

  @Test func logSoftmaxOfLargeLogitsIsFinite() {
    let logits = Tensor([2, 3], [1e4, -1e4, 0, -3e38, 0, 1e-30]).asVariable
    let result = logSoftmax(logits)
    #expect(result.buffer.isFinite)
    #expect(gradient(of: result, wrt: [logits])[0].buffer.isFinite)
  }

  @Test func theSameGraphGivesTheSameBits() {
    let (x, w) = (TensorRecipe([2, 9, 7, 16], seed: 1).tensor, TensorRecipe([3, 3, 16, 16], seed: 2).tensor)
    func slopes() -> [[Float]] {
      let (x, w) = (Tensor(x.shape, x.array).asVariable, Tensor(w.shape, w.array).asVariable)
      return gradient(of: relu(convolution(x, w)).sum(), wrt: [x, w]).map(\.array)
    }
    #expect(slopes() == slopes())
  }
}
