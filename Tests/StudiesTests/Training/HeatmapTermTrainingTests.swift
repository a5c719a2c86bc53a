import Attribution
import CardiacMRI
import Images
import Networks
import Studies
import Testing

/// Every kind of heatmap loss, layer and mask, in a training of a few steps.
@Suite struct HeatmapTermTrainingTests {
  private func trial(_ term: HeatmapTerm) -> Trial {
    var arm = TrainingSamples.arm(epochs: 1)
    arm.classification = .meanSquaredError
    arm.heatmap = term
    return TrainingSamples.trial(arm)
  }

  private func weights(_ term: HeatmapTerm) throws -> (weights: [UInt8], epoch: EpochResult) {
    let directory = try TrialDirectory()
    let result = try directory.train(trial(term))
    #expect(result.divergence == nil, "\(term)")
    return (Array(try directory.weights()), try #require(result.epochs.first))
  }

  @Test func eachLossTrainsToWeightsOfItsOwn() throws {
    var seen: Set<[UInt8]> = []
    for loss in HeatmapLossKind.allCases {
      let term = HeatmapTerm(loss: loss, method: .hirescam, classChoice: .trueClass, weight: 0.5)
      let (weights, epoch) = try weights(term)
      #expect(seen.insert(weights).inserted, "\(loss)")
      let norms = try #require(epoch.gradientNorms)
      #expect(norms.classification > 0 && norms.heatmap > 0, "\(loss)")
    }
  }

  @Test func methodLayersClassAndMaskMatter() throws {
    let plain = HeatmapTerm(loss: .energy, method: .hirescam, classChoice: .trueClass, weight: 1)
    var terms = [plain, plain, plain, plain]
    terms[1].method = .gradcam
    terms[2].layers = ["conv4", "conv5"]
    terms[3].classChoice = .predictedClass
    for mask in MaskKind.allCases where mask != .inside {
      terms.append(plain)
      terms[terms.count - 1].mask = mask
    }
    #expect(Set(try terms.map { try weights($0).weights }).count == terms.count)
  }

  @Test func withoutHeatmapPartThereAreNoNorms() throws {
    let result = try TrialDirectory().train(TrainingSamples.trial())
    #expect(result.epochs.allSatisfy { $0.gradientNorms == nil })
  }

  @Test func anInterruptedEpochKeepsItsNorms() throws {
    let trial = trial(HeatmapTerm(loss: .paper, method: .hirescam, classChoice: .trueClass, weight: 1))
    let undisturbed = try TrialDirectory().train(trial)
    let directory = try TrialDirectory()
    #expect(throws: TrialTrainer.Cancelled.self) { try directory.train(trial, cancelAfter: 2) }
    #expect(try directory.train(trial) == undisturbed)
  }
}
