import Foundation
import Studies
import Testing

@Suite struct StudyFormatTests {
  @Test func aStudyIsReadWithItsDefaults() throws {
    let study = try StudyFile.parse(text: StudySamples.valid, name: "study.yaml")
    let plain = Arm(
      name: "a", classification: .crossEntropy, heatmap: nil, trainedLayers: .all, optimizer: .adam,
      learningRate: .random(low: 1e-4, high: 1e-2), epochs: 2, batch: 8)
    var guided = plain
    guided.name = "b"
    guided.heatmap = HeatmapTerm(loss: .energy, method: .hirescam, classChoice: .trueClass, weight: 0.5)
    let one = Experiment(
      name: "one", setting: .size, images: ImageCounts(training: 16, validation: 8, test: 4), model: .compact,
      trials: 3, minimumValidationAccuracy: 0.95, arms: [plain, guided])
    var two = one
    two.name = "two"
    two.source = .drawn(.marker, shortcutStrength: nil)
    two.arms = [plain]
    #expect(study == Study(name: "sample", seed: 7, experiments: [one, two]))
  }

  @Test func experimentsAndArmsOverrideWhatHoldsForAll() throws {
    let study = try StudyFile.parse(
      text: """
        name: overrides
        seed: 18446744073709551615
        model: vgg16
        weights: first.safetensors
        images: {training: 16, validation: 8, test: 4}
        epochs: 1
        batch: 4
        trials: 2
        optimizer: sgd
        train: head
        classification: mse
        heatmap: {loss: paper, method: gradcam, class: predicted, weight: 2e0}
        schedule: {decay: cosine}
        learning_rate: {sampler: grid, values: [0.1, 1e-3]}
        minimum_validation_accuracy: 0
        arms: [{name: shared}]
        experiments:
          - {name: inherits, setting: corner}
          - name: overrides
            setting: marker
            model: compact
            weights: none
            images: {training: 8, validation: 4, test: 4}
            trials: 1
            epochs: 5
            heatmap: none
            schedule: constant
            learning_rate: {sampler: random, low: 0.25, high: 0.25}
            minimum_validation_accuracy: 1
            arms:
              - name: first
                epochs: 9
                batch: 8
                optimizer: adam
                train: all
                classification: cross_entropy
              - name: second
                heatmap: {loss: energy, class: "true"}
                learning_rate: {sampler: grid, values: [1]}
                schedule: {warm_up: 0.25, decay: linear}
        """, name: "study.yaml")
    #expect(study.seed == .max)
    let inherits = study.experiments[0]
    #expect(inherits.model == .vgg16)
    #expect(inherits.source.setting == .corner)
    #expect(inherits.weights == WeightsFile(path: "first.safetensors", digest: ""))
    #expect(inherits.minimumValidationAccuracy == 0)
    #expect(
      inherits.arms == [
        Arm(
          name: "shared", classification: .meanSquaredError,
          heatmap: HeatmapTerm(loss: .paper, method: .gradcam, classChoice: .predictedClass, weight: 2),
          trainedLayers: .head, optimizer: .sgd, learningRate: .grid([0.1, 1e-3]),
          schedule: LearningRateSchedule(warmUp: 0, decay: .cosine), epochs: 1, batch: 4)
      ])
    let overrides = study.experiments[1]
    #expect(overrides.model == .compact)
    #expect(overrides.images == ImageCounts(training: 8, validation: 4, test: 4))
    #expect(overrides.trials == 1)
    #expect(overrides.weights == nil)
    #expect(overrides.minimumValidationAccuracy == 1)
    #expect(
      overrides.arms == [
        Arm(
          name: "first", classification: .crossEntropy, heatmap: nil, trainedLayers: .all, optimizer: .adam,
          learningRate: .random(low: 0.25, high: 0.25), epochs: 9, batch: 8),
        Arm(
          name: "second", classification: .meanSquaredError,
          heatmap: HeatmapTerm(loss: .energy, method: .hirescam, classChoice: .trueClass, weight: 1),
          trainedLayers: .head, optimizer: .sgd, learningRate: .grid([1]),
          schedule: LearningRateSchedule(warmUp: 0.25, decay: .linear), epochs: 5, batch: 4),
      ])
  }

  @Test func aStudyStaysTheSameThroughJSON() throws {
    let study = try StudyFile.parse(text: StudySamples.valid, name: "study.yaml")
    #expect(try JSONDecoder().decode(Study.self, from: JSONEncoder().encode(study)) == study)
  }

  @Test func aliasesStandForWhatTheyName() throws {
    let text = StudySamples.valid(replacing: "epochs: 2", by: "epochs: &count 5").replacing(
      "trials: 3", with: "trials: *count")
    let experiment = try StudyFile.parse(text: text, name: "study.yaml").experiments[0]
    #expect(experiment.trials == 5)
    #expect(experiment.arms[0].epochs == 5)
  }

  @Test(arguments: ["\u{FEFF}", "---\n", "# A comment with stars *********************** in it\n", "%YAML 1.1\n---\n"])
  func whatYAMLAllowsBeforeADocumentIsAllowed(start: String) {
    #expect(StudySamples.failure(start + StudySamples.valid) == nil)
  }

  @Test func windowsLineEndsAreAllowed() {
    #expect(StudySamples.failure(StudySamples.valid.replacing("\n", with: "\r\n")) == nil)
  }
}
