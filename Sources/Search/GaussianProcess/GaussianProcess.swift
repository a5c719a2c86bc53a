import Foundation

/// Gaussian process regression (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1):
/// y(x) = m + f(x) + e, where f has covariance s^2 k(x, x') with the Matern 5/2 kernel k, and e is independent noise.
package struct GaussianProcess: Sendable {
  /// What has to be known about the function before its values are.
  package struct Hyperparameters: Sendable, Equatable {
    /// m, the constant mean.
    package var mean: Double
    /// s^2, the variance of f.
    package var signalVariance: Double
    /// The variance of e.
    package var noiseVariance: Double
    /// How far apart two points are, in each dimension, when what is known of one says little about the other.
    package var lengthScales: [Double]

    package init(mean: Double, signalVariance: Double, noiseVariance: Double, lengthScales: [Double]) {
      self.mean = mean
      self.signalVariance = signalVariance
      self.noiseVariance = noiseVariance
      self.lengthScales = lengthScales
    }
  }

  package let hyperparameters: Hyperparameters
  /// log p(y) = -1/2 (y - m)^T K^-1 (y - m) - 1/2 log det K - n/2 log 2 pi, where K is the covariance of the n values y.
  package let logMarginalLikelihood: Double

  private let kernel: Matern52
  private let points: [Double]
  private let factor: Cholesky
  /// K^-1 (y - m).
  private let weights: [Double]

  /// Learns one value at each point. Nil where the numbers do not make a covariance: NaN, or variances that are not positive.
  package init?(points: [[Double]], values: [Double], hyperparameters: Hyperparameters) {
    kernel = Matern52(lengthScales: hyperparameters.lengthScales)
    self.points = kernel.scaled(points)
    self.hyperparameters = hyperparameters
    let noise = hyperparameters.noiseVariance
    let covariance = kernel.covariance(
      self.points, count: values.count, variance: hyperparameters.signalVariance, noise: noise)
    guard noise >= 0, let factor = Cholesky(lowerTriangle: covariance, count: values.count) else { return nil }
    self.factor = factor
    let residuals = values.map { $0 - hyperparameters.mean }
    weights = factor.solved(residuals)
    let distance = zip(residuals, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
    logMarginalLikelihood = -(distance + factor.logDeterminant + Double(values.count) * log(2 * Double.pi)) / 2
  }

  /// Mean and variance of f + m at a point, given the values learnt; the noise of a new value is not part of the variance.
  package func posterior(at point: [Double]) -> (mean: Double, variance: Double) {
    let target = kernel.scaled([point])
    let variance = hyperparameters.signalVariance
    let covariances = (0..<factor.count).map { variance * kernel.correlation(points, $0, target, 0) }
    let mean = zip(covariances, weights).reduce(hyperparameters.mean) { $0 + $1.0 * $1.1 }
    let explained = factor.solvedByFactor(covariances).reduce(0.0) { $0 + $1 * $1 }
    // Rounding may explain a little more than there is.
    return (mean, max(variance - explained, 0))
  }
}

extension Matern52 {
  /// The lower triangle of the covariance of `count` scaled points, row by row: variance x correlation, with noise added on the
  /// diagonal.
  func covariance(_ points: [Double], count: Int, variance: Double, noise: Double) -> [Double] {
    var triangle: [Double] = []
    triangle.reserveCapacity(count * (count + 1) / 2)
    for row in 0..<count {
      for column in 0..<row { triangle.append(variance * correlation(points, row, points, column)) }
      triangle.append(variance + noise)
    }
    return triangle
  }
}
