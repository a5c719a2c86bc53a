/// Finds how sure a statistic of one sample is: a BCa interval from resamples drawn with replacement (Efron, Journal of
/// the American Statistical Association 82, 1987).
///
/// The values may be of any kind. Pairs that belong together are values too: a sample of tuples keeps them together.
/// - Parameter statistic: the number of interest. Where it throws a `StatisticsError` for a resample, or is not finite,
///   the interval is nil and says why.
/// - Throws: `StatisticsError` where there are fewer than 2 values, where the settings cannot be used, or where the
///   sample itself has no statistic; whatever else `statistic` throws.
public func bootstrap<Value>(
  _ sample: [Value], _ resampling: Resampling = Resampling(), statistic: ([Value]) throws -> Double
) throws -> BootstrapInterval {
  try requireValues(sample, called: "sample")
  try resampling.validate()
  let estimate = try finiteEstimate(try statistic(sample))
  var random = SplitMix64(seed: resampling.seed)
  var resample = sample
  let distribution = try (0..<resampling.count).map { _ in
    draw(&resample, from: sample, using: &random)
    return try valueOrNaN { try statistic(resample) }
  }
  return BootstrapInterval(
    estimate: estimate, distribution: distribution, jackknife: [try leaveOneOut(sample, statistic)],
    resampling: resampling)
}

/// The same for a statistic of two independent samples, which are resampled separately.
public func bootstrap<First, Second>(
  _ a: [First], _ b: [Second], _ resampling: Resampling = Resampling(),
  statistic: ([First], [Second]) throws -> Double
) throws -> BootstrapInterval {
  try requireValues(a, called: SampleName.first)
  try requireValues(b, called: SampleName.second)
  try resampling.validate()
  let estimate = try finiteEstimate(try statistic(a, b))
  var random = SplitMix64(seed: resampling.seed)
  var (resampleA, resampleB) = (a, b)
  let distribution = try (0..<resampling.count).map { _ in
    draw(&resampleA, from: a, using: &random)
    draw(&resampleB, from: b, using: &random)
    return try valueOrNaN { try statistic(resampleA, resampleB) }
  }
  let jackknife = [try leaveOneOut(a) { try statistic($0, b) }, try leaveOneOut(b) { try statistic(a, $0) }]
  return BootstrapInterval(
    estimate: estimate, distribution: distribution, jackknife: jackknife, resampling: resampling)
}

/// Overwrites `resample` with as many values of `sample`, each drawn from all of them.
private func draw<Value>(_ resample: inout [Value], from sample: [Value], using random: inout SplitMix64) {
  for index in resample.indices { resample[index] = sample[random.index(below: sample.count)] }
}

/// The statistic with the first value left out, with the second left out, and so on.
private func leaveOneOut<Value>(_ sample: [Value], _ statistic: ([Value]) throws -> Double) throws -> [Double] {
  try sample.indices.map { index in
    var others = sample
    others.remove(at: index)
    return try valueOrNaN { try statistic(others) }
  }
}

private func valueOrNaN(_ statistic: () throws -> Double) throws -> Double {
  do { return try statistic() } catch is StatisticsError { return .nan }
}

private func finiteEstimate(_ value: Double) throws -> Double {
  guard value.isFinite else {
    throw StatisticsError("statistic", .unexpected(expected: "a finite value for the sample", found: "\(value)"))
  }
  return value
}

private func requireValues<Value>(_ sample: [Value], called subject: String) throws {
  guard sample.count >= 2 else { throw StatisticsError(subject, .tooFew(needed: 2, found: sample.count)) }
}
