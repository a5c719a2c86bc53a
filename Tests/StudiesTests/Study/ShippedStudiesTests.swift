import Foundation
import Studies
import Testing

/// The study files of the repository.
@Suite struct ShippedStudiesTests {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  func load(_ name: String) throws -> Study {
    try StudyFile.load(path: root.appendingPathComponent("cluster/studies/\(name).yaml").path).study
  }

  @Test(arguments: [("default", [30, 25], 110), ("quick", [4, 4], 16)])
  func bothExperimentsCompareCrossEntropyWithThePapersLoss(
    name: String, trials: [Int], total: Int
  ) throws {
    let study = try load(name)
    #expect(study.name == name)
    #expect(study.experiments.map(\.name) == ["size", "marker"])
    #expect(study.experiments.map(\.source.setting) == [.size, .marker])
    #expect(study.experiments.map(\.trials) == trials)
    #expect(study.trials().count == total)
    for experiment in study.experiments {
      #expect(experiment.model == .compact)
      #expect(experiment.minimumValidationAccuracy == 0.95)
      #expect(experiment.weights == nil)
      #expect(experiment.arms.allSatisfy { $0.learningRate == .random(low: 7e-4, high: 1.4e-3) })
      #expect(experiment.arms.map(\.name) == ["cce", "heatmap"])
      #expect(experiment.arms.map(\.classification) == [.crossEntropy, .meanSquaredError])
      #expect(
        experiment.arms.map(\.heatmap) == [
          nil,
          HeatmapTerm(
            loss: .paper, method: .hirescam, classChoice: .trueClass, weight: 1),
        ])
      #expect(experiment.arms.allSatisfy { $0.trainedLayers == .all && $0.optimizer == .adam && $0.batch == 4 })
      #expect(experiment.arms.allSatisfy { $0.schedule == LearningRateSchedule(warmUp: 0.1, decay: .linear) })
      // As many steps in both studies.
      #expect(experiment.arms.allSatisfy { $0.epochs * experiment.images.training == 2000 })
    }
  }

  @Test func theDefaultStudyHasTheImagesOfItsDescription() throws {
    for experiment in try load("default").experiments {
      #expect(experiment.images == ImageCounts(training: 2000, validation: 600, test: 300))
    }
  }

  /// Without the weights, which are not in the repository.
  func parse(_ name: String) throws -> Study {
    let url = root.appendingPathComponent("cluster/studies/\(name).yaml")
    let study = try StudyFile.parse(text: String(contentsOf: url, encoding: .utf8), name: name)
    #expect(study.name == name)
    #expect(study.experiments.map(\.source.setting) == [.size, .marker])
    for experiment in study.experiments {
      #expect(experiment.model == .vgg16)
      #expect(experiment.weights?.path == "../../.weights/vgg16-imagenet.safetensors")
      #expect(experiment.images == ImageCounts(training: 10_000, validation: 3000, test: 300))
      #expect(experiment.minimumValidationAccuracy == 0.95)
      #expect(experiment.arms.allSatisfy { $0.optimizer == .adam })
    }
    return study
  }

  @Test func thePapersStudyIsItsAuthors() throws {
    let study = try parse("paper")
    #expect(study.experiments.map(\.trials) == [34, 29])
    for experiment in study.experiments {
      #expect(
        experiment.arms == [
          Arm(
            name: "cce", classification: .sigmoidCrossEntropy, heatmap: nil, trainedLayers: .head, optimizer: .adam,
            learningRate: .bayesian(low: 5e-6, high: 1e-3), epochs: 6, batch: 1),
          Arm(
            name: "heatmap", classification: .meanSquaredError,
            heatmap: HeatmapTerm(loss: .paper, method: .hirescam, classChoice: .predictedClass, weight: 1),
            trainedLayers: .all, optimizer: .adam, learningRate: .bayesian(low: 5e-7, high: 5e-5), epochs: 2, batch: 1),
        ])
    }
  }

  @Test func theMatchedStudysArmsDifferInTheirLossesAlone() throws {
    for experiment in try parse("paper-matched").experiments {
      #expect(experiment.arms.map(\.name) == ["cce", "mse", "heatmap", "energy"])
      #expect(
        experiment.arms.map(\.classification) == [
          .crossEntropy, .meanSquaredError, .meanSquaredError, .meanSquaredError,
        ])
      #expect(experiment.arms.map(\.heatmap?.loss) == [nil, nil, .paper, .energy])
      for var arm in experiment.arms {
        (arm.name, arm.classification, arm.heatmap) = ("cce", .crossEntropy, nil)
        #expect(arm == experiment.arms[0])
        #expect(arm.trainedLayers == .all)
      }
    }
  }

  @Test func theEvidenceIsMatched() throws {
    let study = try load("evidence")
    #expect(study.question?.hasSuffix("?") == true)
    for experiment in study.experiments {
      #expect(experiment.trials == 12 && experiment.model == .compact)
      // Each arm differs from the first in its loss alone.
      for var arm in experiment.arms {
        #expect(experiment.areMatched(arm, experiment.arms[0]))
        (arm.name, arm.classification, arm.heatmap) = ("mse", .meanSquaredError, nil)
        #expect(arm == experiment.arms[0])
      }
    }
    let arms = study.experiments[0].arms
    #expect(study.experiments[1].arms == arms)
    #expect(Set(arms.compactMap(\.heatmap?.loss)) == Set(HeatmapLossKind.allCases))
    #expect(Set(arms.compactMap(\.heatmap?.mask)) == Set(MaskKind.allCases))
    #expect(study.experiments[0].measurement.methods == AttributionMethodKind.allCases)
    #expect(study.experiments.map(\.source.shortcutStrength) == [nil, nil, 1, nil])
    // Nothing that was planned is left out.
    let named = study.comparisons.reduce(0) { sum, comparison in
      sum
        + study.experiments.count { experiment in
          (comparison.experiment ?? experiment.name) == experiment.name
            && [comparison.reference, comparison.arm].allSatisfy { name in experiment.arms.contains { $0.name == name }
            }
        }
    }
    #expect(study.plannedComparisons.count == named && named > 30)
  }

  @Test func theWeightsAreSearchedWithTheLearningRate() throws {
    let trials = try load("weights").trials()
    #expect(trials.count == 80)
    #expect(Set(trials.compactMap(\.arm.heatmap?.weight)).count == 40)
    #expect(trials.allSatisfy { $0.objection == nil })
  }

  @Test func theExamplesOfTheReadmeAreStudies() throws {
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 2)
    for block in blocks { #expect(try StudyFile.parse(text: block, name: "README.md").trials().count == 20) }
  }
}
