import Attribution
import Autodiff
import Kernels
import Networks

/// A training step on random data, and the state that it changes.
package struct BenchStep {
  /// What a profile calls the parts of the step that are not layers, in the order of the step.
  static let parts = ["loss", Objective.heatmapPlace, adam.place]
  /// Whatever is in none of the parts, such as walking over the graph and freeing it.
  static let other = Profile.Label("other", nil)
  private static let adam = Profile.Label("adam", nil)

  private static let learningRate = 1e-5

  private let network: Network
  private let objective: Objective
  private let images: Tensor
  private let classes: [Int]
  private let outside: Tensor
  private var parameters: Parameters
  private var optimizer = Adam()

  package init(_ settings: StepSettings, seed: UInt64) {
    network = settings.model.network
    objective = settings.loss.objective
    parameters = network.initialParameters(seed: seed)
    var random = RandomGenerator(seed: RandomGenerator.derive(seed, "bench"))
    let shape: Shape = [settings.batch, network.imageHeight, network.imageWidth, network.imageChannels]
    images = Tensor(shape, (0..<shape.count).map { _ in Float(random.normal()) })
    let classCount = network.classes
    classes = (0..<settings.batch).map { _ in random.uniform(below: classCount) }
    let size = network.mapSize(ofLayer: network.attributionLayer) ?? (1, 1)
    let cells: Shape = [settings.batch, size.rows, size.columns]
    outside = Tensor(cells, (0..<cells.count).map { _ in random.uniform() > 0.3 ? 1 : 0 })
  }

  /// Forward, loss, gradient by every weight, and Adam. Returns the loss before the step.
  @discardableResult
  package mutating func run() -> Float {
    let tracked = parameters.tracking(parameters.names)
    let outputs = network(images, tracked)
    let loss = Profile.measure("loss") { objective(outputs, classes: classes, outside: outside) }
    let gradients = gradient(of: loss, wrt: tracked.names.map { tracked[$0] }, isDifferentiable: false)
    Profile.measure(Self.adam) {
      optimizer.update(
        &parameters, gradients: zip(tracked.names, gradients).map { ($0, $1) }, learningRate: Self.learningRate)
    }
    return loss.scalar
  }

  /// The milliseconds an image of each of so many steps.
  package mutating func times(steps: Int) -> [Double] {
    let clock = ContinuousClock()
    let batch = Double(classes.count)
    return (0..<steps).map { _ in clock.measure { run() } / .milliseconds(1) / batch }
  }

  /// Where the time of so many steps goes.
  package mutating func profile(_ settings: StepSettings, steps: Int) -> StepProfile {
    let profile = Profile()
    let faults = ProcessMemory.pageFaults
    let elapsed = ContinuousClock().measure {
      Profile.$current.withValue(profile) {
        for _ in 0..<steps { _ = profile.measure(Self.other) { run() } }
      }
    }
    return StepProfile(
      settings: settings, steps: steps, spent: profile.spent, elapsed: elapsed,
      pageFaults: ProcessMemory.pageFaults - faults)
  }
}
