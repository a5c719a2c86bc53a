import Autodiff
import Kernels
import Networks
import TestKit
import Testing

/// Training the head alone: nothing is recorded before it, and nothing before it moves.
@Suite struct FreezingTests {
  private let network = Network(
    name: "tiny", imageHeight: 12, imageWidth: 16, imageChannels: 1, blocks: [[4], [16]],
    convolutionNames: { block, _ in "conv\(block + 1)" }, hiddenUnits: 5, classes: 3,

    initializers: Network.Initializers(convolution: .heUniform, hidden: .heUniform, logits: .glorotUniform))

  @Test func theHeadIsTheDenseLayers() {
    #expect(network.headParameterNames == ["dense1/kernel", "dense1/bias", "dense2/kernel", "dense2/bias"])
  }

  @Test func convolutionsStayAndNothingIsRecordedThroughThem() {
    let first = network.initialParameters(seed: 1)
    let images = TensorRecipe([2, 12, 16, 1], seed: 2).tensor
    var parameters = first
    var optimizer = Adam()
    for _ in 0..<3 {
      let tracked = parameters.tracking(network.headParameterNames)
      #expect(!tracked["conv1/kernel"].isTracked && !tracked["conv2/bias"].isTracked)
      #expect(tracked["dense1/kernel"].isTracked)
      let outputs = network(images, tracked)
      // Maps can still be taken: the activations are where the graph starts.
      #expect(outputs.activations.isTracked)
      let loss = CrossEntropy()(logits: outputs.logits, classes: [0, 2])
      let asked = ["conv1/kernel", "conv2/kernel", "conv2/bias"].map { tracked[$0] }
      #expect(gradient(of: loss, wrt: asked).allSatisfy { $0.array.allSatisfy { $0 == 0 } })
      let gradients = gradient(of: loss, wrt: network.headParameterNames.map { tracked[$0] }, isDifferentiable: false)
      optimizer.update(
        &parameters, gradients: zip(network.headParameterNames, gradients).map { ($0, $1) }, learningRate: 0.01)
    }
    for name in parameters.names {
      let stays = !network.headParameterNames.contains(name)
      #expect((parameters[name].array == first[name].array) == stays, "\(name)")
    }
  }

  @Test func theHeadsGradientIsThatOfWholeTraining() {
    let parameters = network.initialParameters(seed: 3)
    let images = TensorRecipe([2, 12, 16, 1], seed: 4).tensor
    func headGradients(_ tracked: Parameters) -> [[Float]] {
      let loss = CrossEntropy()(logits: network(images, tracked).logits, classes: [1, 2])
      return gradient(of: loss, wrt: network.headParameterNames.map { tracked[$0] }).map(\.array)
    }
    let all = headGradients(parameters.tracking(parameters.names))
    #expect(headGradients(parameters.tracking(network.headParameterNames)) == all)
    #expect(all.joined().contains { $0 != 0 })
  }
}
