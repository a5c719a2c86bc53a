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
    #expect(study.experiments.map(\.setting) == [.size, .marker])
    #expect(study.experiments.map(\.trials) == trials)
    #expect(study.trials().count == total)
    for experiment in study.experiments {
      #expect(experiment.model == .compact)
      #expect(experiment.minimumValidationAccuracy == 0.95)
      #expect(experiment.learningRate == .random(low: 7e-4, high: 1.4e-3))
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

  @Test func theExampleOfTheReadmeIsAStudy() throws {
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 1)
    for block in blocks { #expect(try StudyFile.parse(text: block, name: "README.md").trials().count == 20) }
  }
}
