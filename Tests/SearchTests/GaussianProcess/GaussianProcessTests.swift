import Search
import Testing

@Suite struct GaussianProcessTests {
  struct Case: Decodable {
    var name: String
    var points: [[Double]]
    var values: [Double]
    var mean: Double
    var signalVariance: Double
    var noiseVariance: Double
    var lengthScales: [Double]
    var queries: [[Double]]
    var means: [Double]
    var variances: [Double]
    var logMarginalLikelihood: Double

    var hyperparameters: GaussianProcess.Hyperparameters {
      .init(mean: mean, signalVariance: signalVariance, noiseVariance: noiseVariance, lengthScales: lengthScales)
    }
  }

  @Test func equalsScikitLearn() throws {
    for golden in try GoldenFile<Case>.load("gaussian_process") {
      let process = try #require(
        GaussianProcess(points: golden.points, values: golden.values, hyperparameters: golden.hyperparameters))
      #expect(isClose(process.logMarginalLikelihood, golden.logMarginalLikelihood), "\(golden.name)")
      for (query, expected) in zip(golden.queries, zip(golden.means, golden.variances)) {
        let (mean, variance) = process.posterior(at: query)
        #expect(isClose(mean, expected.0, unit: 1), "\(golden.name)")
        #expect(isClose(variance, expected.1, unit: golden.signalVariance), "\(golden.name)")
      }
    }
  }

  /// Without noise, equal points make the covariance singular.
  @Test func equalPointsWithoutNoiseAreLearntOnce() throws {
    let hyperparameters = GaussianProcess.Hyperparameters(
      mean: 0, signalVariance: 1, noiseVariance: 0, lengthScales: [0.5])
    let process = try #require(
      GaussianProcess(points: [[0.3], [0.3], [0.3], [0.8]], values: [1, 1, 1, 2], hyperparameters: hyperparameters))
    #expect(isClose(process.posterior(at: [0.3]).mean, 1, within: 1e-6))
    #expect(process.posterior(at: [0.3]).variance < 1e-6)
  }

  @Test func nothingIsLearntFromWhatIsNoNumber() {
    var hyperparameters = GaussianProcess.Hyperparameters(
      mean: 0, signalVariance: 1, noiseVariance: 0.1, lengthScales: [0.5])
    #expect(GaussianProcess(points: [[.nan], [1]], values: [1, 2], hyperparameters: hyperparameters) == nil)
    hyperparameters.noiseVariance = -2
    #expect(GaussianProcess(points: [[0], [1]], values: [1, 2], hyperparameters: hyperparameters) == nil)
  }
}
