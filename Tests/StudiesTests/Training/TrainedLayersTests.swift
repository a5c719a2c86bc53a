import Networks
import Studies
import Testing

/// Frozen layers keep their weights to the last bit; all others change.
@Suite struct TrainedLayersTests {
  @Test(arguments: [TrainedLayers.all, .head], [OptimizerKind.adam, .sgd])
  func onlyTrainedLayersChange(layers: TrainedLayers, optimizer: OptimizerKind) throws {
    let trial = TrainingSamples.trial(
      TrainingSamples.arm(optimizer: optimizer, hasHeatmap: true, trainedLayers: layers))
    let directory = try TrialDirectory()
    try directory.train(trial)
    let network = Network.compact
    let trained = try network.parameters(contentsOf: directory.url.appending(path: "weights.safetensors"))
    let initial = TrainingState(of: trial).parameters
    let changed = network.declarations.map(\.name).filter { trained[$0].array != initial[$0].array }
    #expect(changed == (layers == .all ? network.declarations.map(\.name) : network.headParameterNames))
  }
}
