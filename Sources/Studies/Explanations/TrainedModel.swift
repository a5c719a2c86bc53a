import Autodiff
import Foundation
import Images
import Networks

/// A network with the weights that a trial gave it.
public struct TrainedModel {
  /// The trial that trained it.
  public let trial: Trial
  private let network: Network
  private let parameters: Parameters

  /// - Parameter weights: the trial's `weights.safetensors`.
  /// - Throws: `WeightsError` naming the file and what is wrong with it.
  public init(_ trial: Trial, weights: URL) throws {
    self.trial = trial
    network = trial.experiment.network
    parameters = try network.parameters(contentsOf: weights)
  }

  /// Images at a time.
  private static let batch = 10

  /// Explains the answers for images, image by image and method by method.
  ///
  /// - Parameters:
  ///   - images: of the network's size.
  ///   - target: the class that maps are of; nil for the one that is predicted.
  public func explanations(
    of images: ImageDataset, methods: [AttributionMethodKind], target: Int? = nil
  ) -> [Explanation] {
    let makers = methods.map { ($0, MapMaker($0, network: network, parameters: parameters)) }
    return stride(from: 0, to: images.count, by: Self.batch).flatMap { start -> [Explanation] in
      let indices = Array(start..<min(images.count, start + Self.batch))
      let outputs = network(images.tensor(indices, channels: network.imageChannels), parameters.tracking([]))
      let (predicted, classes) = (outputs.predictedClasses, network.classes)
      let probabilities = softmax(outputs.logits).array.map(Double.init)
      let explained = predicted.map { target ?? $0 }
      let maps = makers.map { method, maker in
        (method, maker.maps(images, indices, outputs: outputs, predictions: explained))
      }
      return indices.enumerated().flatMap { row, image -> [Explanation] in
        let masks = ImageMasks(images, image: image)
        return maps.map { method, maps in
          Explanation(
            image: image, probabilities: Array(probabilities[row * classes..<(row + 1) * classes]),
            predicted: predicted[row], explained: explained[row], method: method, map: maps[row]?.pixels,
            measures: maps[row].map { ImageMapMeasures($0, masks, threshold: nil) })
        }
      }
    }
  }
}
