import Foundation
import Networks
import Report
import Studies
import Testing

@Suite struct ModelExamplesTests {
  @Test func `maps come from the stored weights of the typical model, and missing weights are named`() throws {
    let models = FileManager.default.temporaryDirectory.appendingPathComponent("heatsweep-maps-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: models) }
    let study = SyntheticStudy(trials: [3])
    let network = Network.compact
    let stored = try #require(study.records.typicalModel(experiment: "size", arm: "cce")).trial.key
    let missing = try #require(study.records.typicalModel(experiment: "size", arm: "heatmap")).trial.key
    let directory = models.appendingPathComponent(stored)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try network.initialParameters(seed: 5).safetensors().write(
      to: directory.appendingPathComponent("weights.safetensors"))

    let examples = ModelExamples(records: study.records, study: study.study, models: models)
    #expect(examples.maps.map(\.className) == ["NOR", "DCM", "HCM", "ARV"])
    #expect(examples.maps.allSatisfy { $0.trialKey == stored && $0.arm == "cce" })
    #expect(
      examples.maps.allSatisfy { $0.map.count == $0.pixels.count && $0.map.allSatisfy { $0 >= 0 && $0.isFinite } })
    #expect(examples.maps.contains { map in map.map.contains { $0 > 0 } })
    #expect(examples.images.count == 16)
    // The image in the overlay is one of the samples.
    #expect(examples.images.contains { $0.pixels == examples.maps[0].pixels })
    #expect(examples.problems.count == 1)
    #expect(examples.problems[0].contains(missing))
  }
}
