import Foundation

extension GaussianProcess.Hyperparameters {
  /// The hyperparameters for which the values seen were most probable.
  ///
  /// For given length scales and a given ratio of noise to signal, the best mean and variance are known in closed form, those of
  /// generalised least squares, which leaves one number a dimension and one more to search for (the concentrated likelihood:
  /// Jones, Schonlau and Welch, 1998). Their logarithms are searched from the best two of a few fixed starts, within bounds: length
  /// scales from 0.05 to 10 for points of the unit cube, ratios from 1e-6 to 10.
  /// - Parameter values: one a point, of mean near 0 and variance near 1. Where all are the same there is nothing to fit, and a
  ///   variance of 1 and length scales of 1/2 are assumed.
  package init(fittedTo points: [[Double]], values: [Double]) {
    let dimensions = points.first?.count ?? 0
    func setting(_ logarithms: [Double]) -> Concentrated? {
      let scales = logarithms.dropLast().map { exp($0) }
      return Concentrated(points: points, values: values, lengthScales: scales, noiseRatio: exp(logarithms[dimensions]))
    }
    let likelihood = { (logarithms: [Double]) in setting(logarithms)?.logLikelihood ?? -.infinity }

    let starts = [0.15, 0.4, 1, 3].flatMap { scale in
      [1e-4, 1e-1].map { ratio in Array(repeating: log(scale), count: dimensions) + [log(ratio)] }
    }
    let bounds = Array(repeating: log(0.05)...log(10), count: dimensions) + [log(1e-6)...log(10)]
    let search = PatternSearch(bounds: bounds, firstStep: 1, lastStep: 0.05, evaluations: 60 * (dimensions + 1))
    let best = starts.map { (point: $0, value: likelihood($0)) }.sorted { $0.value > $1.value }
      .prefix(2).map { search.maximum(from: $0.point, of: likelihood) }.max { $0.value < $1.value }

    if let best, let fitted = setting(best.point), fitted.signalVariance > 0 {
      let variance = fitted.signalVariance
      self.init(
        mean: fitted.mean, signalVariance: variance, noiseVariance: variance * fitted.noiseRatio,
        lengthScales: fitted.lengthScales)
    } else {
      self.init(
        mean: values.first ?? 0, signalVariance: 1, noiseVariance: 1e-6,
        lengthScales: Array(repeating: 0.5, count: dimensions))
    }
  }
}

/// The likelihood at its best mean and variance: with R = k + ratio I and its factor L,
/// m = 1^T R^-1 y / 1^T R^-1 1, s^2 = (y - m)^T R^-1 (y - m) / n, and log p(y) = -(n log(2 pi s^2) + log det R + n) / 2.
private struct Concentrated {
  let lengthScales: [Double]
  let noiseRatio: Double
  let mean: Double
  let signalVariance: Double
  let logLikelihood: Double

  init?(points: [[Double]], values: [Double], lengthScales: [Double], noiseRatio: Double) {
    let kernel = Matern52(lengthScales: lengthScales)
    let count = values.count
    let correlations = kernel.covariance(kernel.scaled(points), count: count, variance: 1, noise: noiseRatio)
    guard let factor = Cholesky(lowerTriangle: correlations, count: count) else { return nil }
    let ones = factor.solvedByFactor(Array(repeating: 1, count: count))
    let data = factor.solvedByFactor(values)
    mean = dot(ones, data) / dot(ones, ones)
    let residuals = zip(data, ones).map { [mean] in $0 - mean * $1 }
    signalVariance = dot(residuals, residuals) / Double(count)
    self.lengthScales = lengthScales
    self.noiseRatio = noiseRatio
    guard signalVariance > 0 else { return nil }
    logLikelihood = -(Double(count) * (log(2 * Double.pi * signalVariance) + 1) + factor.logDeterminant) / 2
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0.0) { $0 + $1.0 * $1.1 } }
