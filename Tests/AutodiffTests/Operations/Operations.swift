import Autodiff

/// Every operation by name, as `scripts/golden/autodiff.py` has them too. Linear ones are squared here and there, so that
/// their second order has something to show.
enum Operations {
  typealias Function = @Sendable ([Tensor]) -> Tensor

  static let all: [String: Function] = [
    "add": { $0[0] + $0[1] },
    "subtract": { $0[0] - $0[1] },
    "multiply": { $0[0] * $0[1] },
    "divide": { $0[0] / $0[1] },
    "affine": { 1 - 2.5 * ($0[0] + 3) / 4 },
    "add_bias": { squared($0[0].addingBias($0[1])) },
    "broadcast": { squared($0[0].broadcast(to: [3, 2, 5])) },
    "sum": { squared($0[0]).sum(axes: [0, 2]) },
    "sum_all": { ($0[0] * $0[0] * $0[0]).sum() },
    "mean_keeping": { squared($0[0]).mean(axes: [1, 2], keepingAxes: true) },
    "maximum_of_rows": { squared($0[0].maximumOfRows()) },
    "log_softmax": { logSoftmax($0[0]) },
    "softmax": { softmax($0[0]) },
    "convolution": { convolution($0[0], $0[1]) },
    "exp": { exp($0[0]) },
    "log": { log($0[0]) },
    "sigmoid": { sigmoid($0[0]) },
    "relu": { squared(relu($0[0])) },
    "max_pool": { squared(maxPool($0[0])) },
    "pooled_convolution": { squared(pooledConvolution($0[0], $0[1])) },
    "rectified_convolution": { squared(rectifiedConvolution($0[0], $0[1], $0[2])) },
    "pooled_rectified_convolution": { squared(pooledRectifiedConvolution($0[0], $0[1], $0[2])) },
    "bias_relu": { squared(biasRelu($0[0], $0[1])) },
    "matrix_product": { matrixProduct($0[0], $0[1]) },
    "gather_columns": { squared($0[0].gathered(columns: [2, 0, 2])) },
    "reshape": { squared($0[0].reshaped([6, 4])) },
  ]

  private static func squared(_ x: Tensor) -> Tensor { x * x }
}
