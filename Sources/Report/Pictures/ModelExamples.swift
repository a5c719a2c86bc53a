import Foundation
import Images
import Studies

/// What the report shows of images and models: samples of each class, and where the typical model of each arm looks: in one image
/// of each class, and in the images on which its maps are the best, the median and the worst.
public struct ModelExamples: Sendable {
  public private(set) var images: [ExampleImage] = []
  public private(set) var maps: [ExampleMap] = []
  /// Weights that could not be read, one line each; the report is written without their maps.
  public private(set) var problems: [String] = []

  /// Samples of each class in the figure of an experiment.
  private static let perClass = 4

  /// Draws or reads the test images of each experiment again and runs a few of them through the typical model of each arm.
  /// - Parameter models: holds `TRIAL/weights.safetensors` for each trained trial.
  public init(records: [TrialRecord], study: Study, models: URL) {
    for experiment in study.experiments {
      guard let trial = records.first(where: { $0.trial.experiment.name == experiment.name })?.trial else { continue }
      let dataset: ImageDataset
      do {
        dataset = try ImageSets(ImageSets.Source(of: trial)).test
      } catch {
        problems.append("no pictures of experiment \(experiment.name): \(error)")
        continue
      }
      images += ExampleImage.samples(of: dataset, experiment: experiment.name, perClass: Self.perClass)
      let shown = dataset.format.classes.indices.compactMap { dataset.classes.firstIndex(of: $0) }
      for arm in experiment.arms {
        guard let model = records.typicalModel(experiment: experiment.name, arm: arm.name) else { continue }
        do {
          let ranked = Self.ranked(model, in: dataset)
          maps += try Self.maps(
            of: model.trial, models, dataset,
            shown.map { ($0, nil) } + ExampleMap.Rank.allCases.compactMap { rank in ranked[rank].map { ($0, rank) } })
        } catch {
          problems.append("\(error)")
        }
      }
    }
  }

  /// The test images whose stored shares inside the mask are the largest, the median (the lower of two) and the smallest; the
  /// earlier image of equal ones. Empty where the results have no shares by image.
  private static func ranked(_ model: TrialRecord, in dataset: ImageDataset) -> [ExampleMap.Rank: Int] {
    let shares = model.result?.imageMeasures[.hirescam]?.inside ?? []
    guard shares.count == dataset.count else { return [:] }
    let defined = shares.enumerated().compactMap { index, share in share.map { (share: $0, index: index) } }
      .filter { $0.share.isFinite }
    let order = defined.sorted { ($0.share, $0.index) < ($1.share, $1.index) }.map(\.index)
    guard let worst = order.first, let best = order.last else { return [:] }
    return [.best: best, .median: order[(order.count - 1) / 2], .worst: worst]
  }

  /// The HiResCAM map of the predicted class, as the measures of the results have it.
  /// - Parameter models: holds `TRIAL/weights.safetensors`.
  /// - Throws: `WeightsError` naming the file.
  static func maps(
    of trial: Trial, _ models: URL, _ dataset: ImageDataset, _ shown: [(image: Int, rank: ExampleMap.Rank?)]
  ) throws -> [ExampleMap] {
    let weights = models.appending(path: trial.key).appending(path: TrialTrainer.weightsFile)
    let explanations = try TrainedModel(trial, weights: weights)
      .explanations(of: dataset.selecting(shown.map(\.image)), methods: [.hirescam])
    return zip(shown, explanations).map { item, explanation in
      ExampleMap(
        experiment: trial.experiment.name, arm: trial.arm.name, trialKey: trial.key,
        className: dataset.className(of: item.image), format: dataset.format, pixels: dataset.bytes(of: item.image),
        labels: dataset.labels(of: item.image),
        map: explanation.map ?? [Float](repeating: 0, count: dataset.format.pixelsPerImage), rank: item.rank)
    }
  }
}
