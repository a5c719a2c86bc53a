import ArgumentParser
import Attribution
import Autodiff
import Kernels
import Networks

/// The networks that can be measured.
package enum BenchModel: String, CaseIterable, ExpressibleByArgument {
  case compact, vgg16

  var network: Network {
    switch self {
    case .compact: .compact
    case .vgg16: .vgg16
    }
  }
}

/// The losses that can be measured.
package enum BenchLoss: String, CaseIterable, ExpressibleByArgument {
  case cce, heatmap

  var objective: Objective {
    switch self {
    case .cce: Objective(classification: CrossEntropy(), heatmap: nil)
    case .heatmap:
      Objective(
        classification: SigmoidMeanSquaredError(),
        heatmap: Objective.HeatmapPart(
          loss: PaperLoss(), method: HiResCAM(), explainsPredictedClass: false, weight: 1))
    }
  }
}

/// A training step on random data, and the state that it changes.
package struct BenchStep {
  private static let learningRate = 1e-5

  private let network: Network
  private let objective: Objective
  private let images: Tensor
  private let classes: [Int]
  private let outside: Tensor
  private var parameters: Parameters
  private var optimizer = Adam()

  package init(model: BenchModel, loss: BenchLoss, batch: Int, seed: UInt64) {
    network = model.network
    objective = loss.objective
    parameters = network.initialParameters(seed: seed)
    var random = RandomGenerator(seed: RandomGenerator.derive(seed, "bench"))
    let shape: Shape = [batch, network.imageHeight, network.imageWidth, network.imageChannels]
    images = Tensor(shape, (0..<shape.count).map { _ in Float(random.normal()) })
    let classCount = network.classes
    classes = (0..<batch).map { _ in random.uniform(below: classCount) }
    let size = network.mapSize(ofLayer: network.attributionLayer) ?? (1, 1)
    let cells: Shape = [batch, size.rows, size.columns]
    outside = Tensor(cells, (0..<cells.count).map { _ in random.uniform() > 0.3 ? 1 : 0 })
  }

  /// Forward, loss, gradient by every weight, and Adam. Returns the loss before the step.
  @discardableResult
  package mutating func run() -> Float {
    let tracked = parameters.tracking(parameters.names)
    let loss = objective(network(images, tracked), classes: classes, outside: outside)
    let gradients = gradient(of: loss, wrt: tracked.names.map { tracked[$0] }, isDifferentiable: false)
    optimizer.update(
      &parameters, gradients: zip(tracked.names, gradients).map { ($0, $1) }, learningRate: Self.learningRate)
    return loss.scalar
  }
}
