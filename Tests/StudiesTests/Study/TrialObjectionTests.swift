import Foundation
import Studies
import Testing

struct TrialObjectionTests {
  private static func trial() throws -> Trial {
    let text = """
      name: s
      seed: 1
      images: {training: 64, validation: 32, test: 16}
      epochs: 1
      batch: 16
      trials: 1
      learning_rate: {sampler: grid, values: [0.001]}
      arms: [{name: a, heatmap: {loss: paper}}]
      experiments: [{name: e, setting: size}]
      """
    return try #require(try StudyFile.parse(text: text, name: "s.yaml").trials().first)
  }

  @Test func aStudysTrialIsSound() throws { #expect(try Self.trial().objection == nil) }

  private static let changes: [(String, @Sendable (inout Trial) -> Void)] = [
    ("images.training", { $0.experiment.images.training = -1 }),
    ("images.training", { $0.experiment.images.training = 0 }),
    ("images.training", { $0.experiment.images.training = .max }), ("images.test", { $0.experiment.images.test = 0 }),
    ("images.validation", { $0.experiment.images.validation = .min }), ("epochs", { $0.arm.epochs = 0 }),
    ("epochs", { $0.arm.epochs = .max }), ("batch", { $0.arm.batch = 0 }), ("batch", { $0.arm.batch = 65 }),
    ("batch", { $0.arm.batch = -5 }), ("learning_rate", { $0.learningRate = -1 }),
    ("learning_rate", { $0.learningRate = .nan }), ("learning_rate", { $0.learningRate = .infinity }),
    ("warm_up", { $0.arm.schedule.warmUp = 2 }), ("warm_up", { $0.arm.schedule.warmUp = .nan }),
    ("weight", { $0.arm.heatmap?.weight = -.infinity }), ("number", { $0.number = -1 }), ("index", { $0.index = .max }),
  ]

  @Test(arguments: changes.indices)
  func oneThatNoStudyFileGivesIsNot(index: Int) throws {
    var trial = try Self.trial()
    Self.changes[index].1(&trial)
    #expect(trial.objection?.hasPrefix("\(Self.changes[index].0): expected") == true)
  }
}
