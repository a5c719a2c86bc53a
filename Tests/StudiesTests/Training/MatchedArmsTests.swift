import Networks
import Studies
import Testing

/// Trial k of every arm starts from the same weights and sees the images in the same order.
@Suite struct MatchedArmsTests {
  private func start(of trial: Trial) -> (weights: [[Float]], orders: [[Int]]) {
    var state = TrainingState(of: trial)
    let weights = state.parameters.names.map { state.parameters[$0].array }
    return (weights, (0..<3).map { _ in state.random.shuffled(count: 32) })
  }

  @Test func armsStartAlikeAndTrialsDoNot() {
    let arms = [
      TrainingSamples.arm("plain"), TrainingSamples.arm("heatmap", optimizer: .sgd, hasHeatmap: true),
      TrainingSamples.arm("head", trainedLayers: .head),
    ]
    let trials = TrainingSamples.trials(arms, trials: 2).filter { $0.experiment.name == "one" }
    for index in 0..<2 {
      let matched = trials.filter { $0.index == index }
      let starts = matched.map(start)
      #expect(matched.map(\.arm.name) == ["plain", "heatmap", "head"])
      #expect(Set(matched.map(\.learningRate)).count == 1)
      for other in starts { #expect(other.weights == starts[0].weights && other.orders == starts[0].orders) }
    }
    let (first, second) = (start(of: trials[0]), start(of: trials[1]))
    #expect(first.weights != second.weights && first.orders != second.orders)
    // Each epoch has an order of its own.
    #expect(Set(first.orders).count == 3)
  }
}
