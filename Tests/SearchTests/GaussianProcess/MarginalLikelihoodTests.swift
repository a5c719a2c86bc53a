import Foundation
import Search
import Testing

@Suite struct MarginalLikelihoodTests {
  /// A wave along the first axis, next to nothing along the second, and noise of standard deviation 0.05.
  private func sample(count: Int, seed: UInt64) throws -> (points: [[Double]], values: [Double]) {
    let points = try SobolSampler(dimensions: 2, seed: seed)
    let noise = try NormalNoise(seed: seed)
    let chosen = (0..<count).map { points.point($0) }
    return (chosen, chosen.enumerated().map { sin(9 * $1[0]) + 0.1 * $1[1] + 0.05 * noise.value($0) })
  }

  @Test(arguments: 0..<5) func noOtherHyperparametersMakeTheValuesMoreProbable(seed: UInt64) throws {
    let (points, values) = try sample(count: 25, seed: seed)
    let fitted = GaussianProcess.Hyperparameters(fittedTo: points, values: values)
    let likelihood = try #require(GaussianProcess(points: points, values: values, hyperparameters: fitted))
      .logMarginalLikelihood
    let others = try RandomSampler(dimensions: 5, seed: seed)
    for index in 0..<400 {
      let draw = others.point(index)
      let other = GaussianProcess.Hyperparameters(
        mean: 2 * draw[0] - 1, signalVariance: exp(6 * draw[1] - 3), noiseVariance: exp(-9 * draw[2]),
        lengthScales: draw[3...].map { exp(5 * $0 - 3) })
      let process = try #require(GaussianProcess(points: points, values: values, hyperparameters: other))
      // The search ends some hundredths short of the maximum.
      #expect(process.logMarginalLikelihood < likelihood + 0.05)
    }
  }

  @Test func findsNoiseAndTheAxisThatMatters() throws {
    let (points, values) = try sample(count: 60, seed: 3)
    let fitted = GaussianProcess.Hyperparameters(fittedTo: points, values: values)
    #expect((0.03...0.08).contains(fitted.noiseVariance.squareRoot()))
    #expect(fitted.lengthScales[1] > 4 * fitted.lengthScales[0])
  }

  @Test func equalValuesAreKeptApartByDistanceOnly() {
    let fitted = GaussianProcess.Hyperparameters(fittedTo: [[0.1], [0.5]], values: [0, 0])
    #expect(fitted == .init(mean: 0, signalVariance: 1, noiseVariance: 1e-6, lengthScales: [0.5]))
  }
}
