import Attribution
import Foundation
import Images
import Networks
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
        let weights = models.appendingPathComponent(model.trial.key).appendingPathComponent("weights.safetensors")
        do {
          let network = experiment.network
          let parameters = try network.parameters(contentsOf: weights)
          let ranked = Self.ranked(model, in: dataset)
          maps += Self.maps(
            of: model.trial, network, parameters, dataset,
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
  static func maps(
    of trial: Trial, _ network: Network, _ parameters: Parameters, _ dataset: ImageDataset,
    _ shown: [(image: Int, rank: ExampleMap.Rank?)]
  ) -> [ExampleMap] {
    guard !shown.isEmpty else { return [] }
    let outputs = network(dataset.tensor(shown.map(\.image), channels: network.imageChannels), parameters)
    let cells = HiResCAM().map(of: outputs, classes: outputs.predictedClasses, isDifferentiable: false)
    let (rows, columns) = (cells.shape[1], cells.shape[2])
    let upsampling = BilinearUpsampling(
      rows: rows, columns: columns, height: dataset.format.height, width: dataset.format.width)
    let values = cells.array
    return shown.enumerated().map { position, item in
      let image = item.image
      let own = values[position * rows * columns..<(position + 1) * rows * columns]
      return ExampleMap(
        experiment: trial.experiment.name, arm: trial.arm.name, trialKey: trial.key,
        className: dataset.className(of: image), format: dataset.format, pixels: dataset.bytes(of: image),
        labels: dataset.labels(of: image), map: upsampling.upsample(own.map { max($0, 0) }), rank: item.rank)
    }
  }
}
