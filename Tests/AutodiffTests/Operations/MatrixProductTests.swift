import Autodiff
import Kernels
import TestKit
import Testing

/// The gradients of a product are products with transposes, whose own gradients take all the other forms.
@Suite struct MatrixProductTests {
  @Test func allTransposesAreRightToThirdOrder() {
    let found = DerivativeCheck(orders: 3).disagreements(
      at: [
        TensorRecipe([2, 3], seed: 1).tensor, TensorRecipe([3, 4], seed: 2).tensor,
        TensorRecipe([2, 4], seed: 3).tensor,
      ]
    ) { inputs in
      let (a, b, c) = (inputs[0].tracked, inputs[1].tracked, inputs[2])
      let product = matrixProduct(a, b)
      let slopes = gradient(of: product, wrt: [a, b], cotangent: c * product)
      return (slopes[0] * slopes[0]).sum() + (slopes[1] * a.sum()).sum()
    }
    #expect(found == [])
  }
}
