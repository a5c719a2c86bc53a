import Attribution
import Foundation
import Images
import Networks
import Report
import Studies

/// Pictures of where trained models look: the first test image of each class under its HiResCAM map.
struct TestHeatmaps {
  struct Picture {
    let className: String
    let png: Data
    let width: Int
    let height: Int
  }

  /// Holds `TRIAL/weights.safetensors` for each trained trial.
  let models: URL
  /// By experiment, drawn or read once.
  private var images: [String: ImageDataset] = [:]

  init(models: URL) { self.models = models }

  /// The map is that of the predicted class, as the measures of the results have it.
  /// - Returns: one a class; none for a trial without a model.
  /// - Throws: what is wrong with the weights or the images, in one line.
  mutating func pictures(of record: TrialRecord) throws -> [Picture] {
    guard record.result?.test != nil else { return [] }
    let network = record.trial.experiment.network
    let weights = models.appending(path: record.trial.key).appending(path: TrialTrainer.weightsFile)
    let parameters = try network.parameters(contentsOf: weights)
    let dataset = try dataset(of: record.trial)
    let shown = Array(0..<dataset.count)
    let outputs = network(dataset.tensor(shown, channels: network.imageChannels), parameters)
    let maps = HiResCAM().map(of: outputs, classes: outputs.predictedClasses, isDifferentiable: false)
    let (rows, columns, format) = (maps.shape[1], maps.shape[2], dataset.format)
    let upsampling = BilinearUpsampling(rows: rows, columns: columns, height: format.height, width: format.width)
    let values = maps.array
    return try shown.map { image in
      let own = values[image * rows * columns..<(image + 1) * rows * columns].map { max($0, 0) }
      let mixed = Report.Picture.mixed(
        upsampling.upsample(own), on: dataset.bytes(of: image), channels: format.channels)
      return Picture(
        className: dataset.className(of: image),
        png: try PNG.encode(mixed, width: format.width, height: format.height, as: .rgb), width: format.width,
        height: format.height)
    }
  }

  private mutating func dataset(of trial: Trial) throws -> ImageDataset {
    if let known = images[trial.experiment.name] { return known }
    let test = try ImageSets(ImageSets.Source(of: trial)).test
    let first = test.format.classes.indices.compactMap { test.classes.firstIndex(of: $0) }
    let chosen = test.selecting(first)
    images[trial.experiment.name] = chosen
    return chosen
  }
}
