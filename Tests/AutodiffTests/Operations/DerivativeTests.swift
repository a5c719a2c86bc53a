import Autodiff
import Kernels
import TestKit
import Testing

/// Every operation to second order by finite differences, with inputs away from kinks.
@Suite struct DerivativeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let operation: String
    let inputs: [TensorRecipe]
    var orders = 2

    var testDescription: String { "\(operation) of \(inputs.map(\.shape))" }
  }

  static let cases = [
    Case(operation: "add", inputs: [TensorRecipe([2, 3], seed: 1), TensorRecipe([3], seed: 2)]),
    Case(operation: "subtract", inputs: [TensorRecipe([3, 1], seed: 3), TensorRecipe([4], seed: 4)]),
    Case(
      operation: "multiply", inputs: [TensorRecipe([2, 1, 3], seed: 5), TensorRecipe([4, 1], seed: 6)], orders: 3),
    Case(
      operation: "divide",
      inputs: [TensorRecipe([2, 3], seed: 7), TensorRecipe([1, 3], seed: 8, scale: 0.5, shift: 2)],
      orders: 3),
    Case(operation: "affine", inputs: [TensorRecipe([11], seed: 9)]),
    Case(operation: "add_bias", inputs: [TensorRecipe([2, 2, 9], seed: 10), TensorRecipe([9], seed: 11)]),
    Case(operation: "broadcast", inputs: [TensorRecipe([2, 1], seed: 12)]),
    Case(operation: "sum", inputs: [TensorRecipe([2, 3, 4], seed: 13)]),
    Case(operation: "sum_all", inputs: [TensorRecipe([3, 4], seed: 14)], orders: 3),
    Case(operation: "mean_keeping", inputs: [TensorRecipe([2, 2, 3, 2], seed: 15)]),
    Case(operation: "log_softmax", inputs: [TensorRecipe([3, 4], seed: 16)], orders: 3),
    Case(operation: "softmax", inputs: [TensorRecipe([3, 4], seed: 17)], orders: 3),
    Case(operation: "exp", inputs: [TensorRecipe([10], seed: 18)], orders: 3),
    Case(operation: "log", inputs: [TensorRecipe([10], seed: 19, scale: 0.5, shift: 2)], orders: 3),
    Case(operation: "sigmoid", inputs: [TensorRecipe([10], seed: 20, scale: 2)], orders: 3),
    Case(
      operation: "matrix_product", inputs: [TensorRecipe([3, 5], seed: 21), TensorRecipe([5, 2], seed: 22)], orders: 3),
    Case(operation: "gather_columns", inputs: [TensorRecipe([3, 4], seed: 23)]),
    Case(operation: "reshape", inputs: [TensorRecipe([2, 3, 4], seed: 24)]),
    // Through columns, and through Winograd's transforms.
    Case(
      operation: "convolution", inputs: [TensorRecipe([2, 3, 4, 2], seed: 25), TensorRecipe([3, 3, 2, 3], seed: 26)],
      orders: 3),
    Case(
      operation: "convolution",
      inputs: [TensorRecipe([1, 5, 6, 16], seed: 27), TensorRecipe([3, 3, 16, 16], seed: 28)],
      orders: 3),
  ]

  @Test(arguments: cases) func derivativesAreThoseOfFiniteDifferences(example: Case) throws {
    let function = try #require(Operations.all[example.operation])
    let check = DerivativeCheck(orders: example.orders)
    #expect(check.disagreements(at: example.inputs.map(\.tensor), function) == [])
  }

  /// Distinct values in steps of 1/4, some of them kinks' neighbours but none within two steps of the finite difference.
  @Test(arguments: ["relu", "max_pool", "maximum_of_rows"]) func kinkedOperations(operation: String) throws {
    var random = RandomGenerator(seed: 29)
    let shape: Shape = [2, 5, 4, 3]
    let values = random.shuffled(count: shape.count).map { (Float($0) - 59.5) / 4 }
    let function = try #require(Operations.all[operation])
    let check = DerivativeCheck()
    #expect(check.disagreements(at: [Tensor(shape, values)], function) == [])
  }

  /// Sums of odd eighths and quarters: none is within two steps of zero.
  @Test func biasAndRelu() throws {
    var random = RandomGenerator(seed: 35)
    let shape: Shape = [2, 3, 9]
    let values = random.shuffled(count: shape.count).map { (Float($0) - 26.5) / 4 }
    let bias = (0..<9).map { Float($0 - 4) / 4 }
    let function = try #require(Operations.all["bias_relu"])
    #expect(DerivativeCheck().disagreements(at: [Tensor(shape, values), Tensor([9], bias)], function) == [])
  }

  /// Through columns and through Winograd's transforms; the step is small, so that no window changes its maximum.
  @Test(arguments: [(3, 4), (1, 16), (16, 16)]) func pooledConvolutions(channels: (inputs: Int, outputs: Int)) throws {
    let inputs = [
      TensorRecipe([1, 4, 5, channels.inputs], seed: 36, scale: 4).tensor,
      TensorRecipe([3, 3, channels.inputs, channels.outputs], seed: 37).tensor,
    ]
    let function = try #require(Operations.all["pooled_convolution"])
    #expect(DerivativeCheck(step: 1 / 1024, tolerance: 3e-3).disagreements(at: inputs, function) == [])
  }

  /// What the networks' layers are made of. Biases far from zero keep every channel on one side of the kink, every other one off.
  @Test(arguments: ["rectified_convolution", "pooled_rectified_convolution"], [(3, 4), (1, 16), (16, 16)])
  func rectifiedConvolutions(operation: String, channels: (inputs: Int, outputs: Int)) throws {
    let farAway = 5 * Float(channels.inputs).squareRoot()
    let inputs = [
      TensorRecipe([1, 4, 5, channels.inputs], seed: 36).tensor,
      TensorRecipe([3, 3, channels.inputs, channels.outputs], seed: 37).tensor,
      Tensor([channels.outputs], (0..<channels.outputs).map { $0.isMultiple(of: 2) ? farAway : -farAway }),
    ]
    let function = try #require(Operations.all[operation])
    // Pooled, the step is small, so that no window changes its maximum, and rounding counts; golden values are compared closely.
    let isPooled = operation.hasPrefix("pooled")
    let check = isPooled ? DerivativeCheck(step: 1 / 512, tolerance: 2e-2) : DerivativeCheck()
    #expect(check.disagreements(at: inputs, function) == [])
  }

  @Test func everyOperationIsChecked() {
    let kinked: Set = [
      "relu", "max_pool", "maximum_of_rows", "bias_relu", "pooled_convolution", "rectified_convolution",
      "pooled_rectified_convolution",
    ]
    #expect(kinked.union(Self.cases.map(\.operation)) == Set(Operations.all.keys))
  }

  /// A chain of everything that a network has, differentiated as a heatmap loss does.
  @Test func aGradientInsideALossIsDifferentiatedToo() {
    let check = DerivativeCheck(step: 1 / 64)
    let x = TensorRecipe([2, 4, 4, 2], seed: 30).tensor
    let inputs = [
      TensorRecipe([3, 3, 2, 3], seed: 31).tensor, TensorRecipe([6, 4], seed: 32).tensor,
      TensorRecipe([4], seed: 33).tensor,
    ]
    let found = check.disagreements(at: inputs) { inputs in
      let activations = sigmoid(convolution(x, inputs[0])).tracked
      // Means in place of max-pooling keep the function smooth.
      let pooled = activations.reshaped([2, 2, 8, 3]).mean(axes: [2]).reshaped([2, 6])
      let logits = matrixProduct(pooled * pooled, inputs[1]).addingBias(inputs[2])
      let slope = gradient(of: softmax(logits).gathered(columns: [1, 3]).sum(), wrt: [activations])[0]
      return (activations * slope).sum(axes: [3])
    }
    #expect(found == [])
  }

  /// The check itself finds the classic bug: a slope that was taken as a constant.
  @Test func aSlopeThatIsAConstantIsFound() {
    let found = DerivativeCheck().disagreements(at: [TensorRecipe([4], seed: 34, shift: 2).tensor]) { inputs in
      let x = inputs[0].tracked
      return x * gradient(of: x * x * x, wrt: [x], isDifferentiable: false)[0]
    }
    #expect(!found.isEmpty)
  }
}
