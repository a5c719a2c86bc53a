import Autodiff
import Kernels
import Networks
import TestKit
import Testing

@Suite struct ModelTests {
  @Test func compactIsTheStudys() {
    let network = Network.compact
    #expect(network.convolutions.map(\.filters) == [16, 32, 64, 64, 64])
    #expect(network.convolutions.map(\.isPooled) == [true, true, true, true, false])
    #expect(network.attributionLayer == "conv5")
    #expect(network.classes == 4)
    // 9 inputs filters + filters of each convolution, and 768 x 100 + 100 + 100 x 4 + 4 of the head.
    #expect(network.initialParameters(seed: 1).count == 160 + 4640 + 18496 + 2 * 36928 + 76900 + 404)
  }

  @Test func vgg16IsTheStudys() {
    let network = Network.vgg16
    #expect(network.attributionLayer == "block5_conv3")
    #expect(
      network.convolutions.filter(\.isPooled).map(\.name) == [
        "block1_conv2", "block2_conv2", "block3_conv3", "block4_conv3",
      ])
    let convolutions = network.convolutions.flatMap { [9 * $0.inputs * $0.filters, $0.filters] }
    #expect(convolutions.reduce(0, +) == 14_714_688)
    #expect(network.declarations.last?.shape == [4])
    #expect(network.declarations.first { $0.name == "dense1/kernel" }?.shape == [6144, 100])
  }

  @Test(arguments: [Network.compact, Network.vgg16].map(\.name)) func mapsHaveTheStudysCells(name: String) throws {
    let network = name == "compact" ? Network.compact : Network.vgg16
    let size = try #require(network.mapSize(ofLayer: network.attributionLayer))
    #expect(size == (6, 8))
    let first = try #require(network.mapSize(ofLayer: network.convolutions[0].name))
    #expect(first == (105, 135))
    #expect(network.mapSize(ofLayer: "conv99") == nil)
  }

  @Test func compactTakesItsImages() {
    let images = TensorRecipe([2, 105, 135, 1], seed: 1).tensor
    let outputs = Network.compact(images, Network.compact.initialParameters(seed: 2))
    #expect(outputs.activations.shape == [2, 6, 8, 64])
    #expect(outputs.logits.shape == [2, 4])
    #expect(outputs.logits.buffer.isFinite)
  }
}
