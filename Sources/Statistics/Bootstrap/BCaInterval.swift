extension BootstrapInterval {
  /// The bias-corrected and accelerated interval (Efron, Journal of the American Statistical Association 82, 1987,
  /// equations as in Efron and Tibshirani, An Introduction to the Bootstrap, 14.3): quantiles of `distribution` at the
  /// levels Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z the normal quantiles of the ends.
  ///
  /// - Parameters:
  ///   - estimate: the statistic of the sample itself.
  ///   - distribution: the statistic of each resample; NaN where it does not exist.
  ///   - jackknife: for each sample, the statistic with each of its values left out.
  package init(estimate: Double, distribution: [Double], jackknife: [[Double]], resampling: Resampling) {
    self.init(estimate: estimate, resampling: resampling)
    guard distribution.allSatisfy(\.isFinite), jackknife.joined().allSatisfy(\.isFinite) else {
      undefined = .resampleWithoutValue
      return
    }
    let sorted = distribution.sorted()
    standardError = standardDeviation(sorted)
    let below = sorted.count { $0 < estimate }
    let notAbove = sorted.count { $0 <= estimate }
    let bias = NormalDistribution.quantile(Double(below + notAbove) / Double(2 * sorted.count))
    guard bias.isFinite else {
      undefined = .estimateOutsideDistribution
      return
    }
    self.bias = bias
    guard let acceleration = jackknifeAcceleration(jackknife) else {
      undefined = .jackknifeWithoutSpread
      return
    }
    self.acceleration = acceleration

    let z = -NormalDistribution.quantile((1 - resampling.confidence) / 2)
    let stretches = (1 - acceleration * (bias - z), 1 - acceleration * (bias + z))
    guard stretches.0 > 0, stretches.1 > 0 else {
      undefined = .accelerationTooLarge
      return
    }
    func end(_ distance: Double, _ stretch: Double) -> Double {
      quantile(sorted: sorted, NormalDistribution.upperTail(-(bias + distance / stretch)))
    }
    interval = ConfidenceInterval(
      lower: end(bias - z, stretches.0), upper: end(bias + z, stretches.1), confidence: resampling.confidence)
  }
}

/// A sixth of the skewness of the influences: sum of U^3 / n^3 over the samples' values, by 6 times the power 3/2 of
/// the sum of U^2 / n^2, where U = (n - 1) (mean of the jackknife values - one of them). Nil without spread.
private func jackknifeAcceleration(_ jackknife: [[Double]]) -> Double? {
  let exponent = -binaryExponent(ofLargest: jackknife.flatMap { $0 })
  let influences = jackknife.flatMap { values in
    let values = scaled(values, byPowerOfTwo: exponent)
    let share = Double(values.count - 1) / Double(values.count)
    let mean = meanOfScaled(values)
    return values.map { (mean - $0) * share }
  }
  // Their cubes must not overflow or vanish; the ratio does not depend on the scale.
  let largest = influences.reduce(0) { max($0, abs($1)) }
  guard largest > 0 else { return nil }
  let relative = influences.map { $0 / largest }
  let cubes = relative.reduce(0) { $0 + $1 * $1 * $1 }
  let squares = relative.reduce(0) { $0 + $1 * $1 }
  return cubes / (6 * squares * squares.squareRoot())
}

private func standardDeviation(_ values: [Double]) -> Double? {
  guard values.count > 1 else { return nil }
  let exponent = binaryExponent(ofLargest: values)
  let squares = squaredDeviations(ofScaled: scaled(values, byPowerOfTwo: -exponent))
  let deviation = scaled([(squares / Double(values.count - 1)).squareRoot()], byPowerOfTwo: exponent)[0]
  return deviation.isFinite ? deviation : nil
}
