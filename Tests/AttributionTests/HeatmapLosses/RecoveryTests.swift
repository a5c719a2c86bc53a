import Attribution
import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// Networks whose maps have no positive value find their way back, by training.
@Suite struct RecoveryTests {
  private func training(
    from start: Parameters, _ network: TinyNetwork, _ loss: any HeatmapLoss, steps: Int
  ) -> (costs: [Float], largest: [Float]) {
    let objective = Objective(
      classification: CrossEntropy(),
      heatmap: Objective.HeatmapPart(loss: loss, method: HiResCAM(), explainsPredictedClass: false, weight: 1))
    // The heart: the two cells in the middle of 3 x 4.
    let outside = Tensor([2, 3, 4], (0..<24).map { [5, 6].contains($0 % 12) ? 0 : 1 })
    var (parameters, optimizer) = (start, Adam())
    var (costs, largest): ([Float], [Float]) = ([], [])
    for _ in 0..<steps {
      let tracked = parameters.tracking(parameters.names)
      let outputs = network.network(network.batch, tracked)
      let map = HiResCAM().map(of: outputs, classes: network.labels, isDifferentiable: false)
      largest.append(map.reshaped([2, 12]).maximumOfRows().array.min() ?? 0)
      let value = objective(outputs, classes: network.labels, outside: outside)
      costs.append(loss.perSample(map: map, outside: outside).mean().scalar)
      let gradients = gradient(of: value, wrt: tracked.names.map { tracked[$0] }, isDifferentiable: false)
      optimizer.update(
        &parameters, gradients: zip(tracked.names, gradients).map { ($0, $1) }, learningRate: 0.01)
    }
    return (costs, largest)
  }

  /// A last layer of zeros gives maps of zeros: 0/0 in the author's loss.
  @Test(arguments: formLosses) func fromMapsOfZeros(name: String) throws {
    let network = try #require(try Golden<ObjectiveTests.Case>.load("objectives", from: .module).first).network
    var parameters = network.weights
    parameters["dense2/kernel"] = Tensor(repeating: 0, parameters["dense2/kernel"].shape)
    let (costs, largest) = training(from: parameters, network, try heatmapLoss(name), steps: 60)
    #expect(largest[0] == 0)
    #expect(largest[59] > 0)
    #expect(costs[59] < 0.7 * costs[0])
    #expect(costs.allSatisfy { $0.isFinite })
  }

  /// Dense weights of opposite signs give maps that are negative throughout: a free pass in the author's loss.
  @Test(arguments: formLosses) func fromNegativeMaps(name: String) throws {
    let network = try #require(try Golden<ObjectiveTests.Case>.load("objectives", from: .module).first).network
    var parameters = network.weights
    for (kernel, factor) in [("dense1/kernel", Float(1)), ("dense2/kernel", -0.125)] {
      let magnitudes = parameters[kernel].array.map { factor * abs($0) }
      parameters[kernel] = Tensor(parameters[kernel].shape, magnitudes)
    }
    let (costs, largest) = training(from: parameters, network, try heatmapLoss(name), steps: 150)
    #expect(largest[0] <= 0)
    #expect(largest[149] > 0)
    #expect(costs[149] < 0.7 * costs[0])
    #expect(costs.allSatisfy { $0.isFinite })
  }
}
