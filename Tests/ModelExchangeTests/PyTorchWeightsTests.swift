import Foundation
import ModelExchange
import Networks
import Testing

/// Models in PyTorch's names, without PyTorch.
@Suite struct PyTorchWeightsTests {
  @Test func namesAndShapesAreThoseOfTorchvision() throws {
    let sample = try ExchangeSample(.vgg16(imageHeight: 35, imageWidth: 64, classes: 5))
    let file = PyTorchWeights(sample.network, sample.parameters).safetensors()
    #expect(
      file.tensors.map(\.name).filter { $0.hasSuffix("weight") }
        == [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28].map { "features.\($0).weight" } + [
          "classifier.0.weight", "classifier.2.weight",
        ])
    #expect(file["features.2.weight"]?.shape == [64, 64, 3, 3])
    #expect(file["features.28.bias"]?.shape == [512])
    #expect(file["classifier.0.weight"]?.shape == [100, 512 * 1 * 2])
    #expect(file["classifier.2.weight"]?.shape == [5, 100])
  }

  @Test func theyCanBeStartedFromAgain() throws {
    for network in [Network.compact, .compact(imageHeight: 48, imageWidth: 20, imageChannels: 3, classes: 3)] {
      let sample = try ExchangeSample(network)
      let file = sample.file("model.safetensors")
      try PyTorchWeights(network, sample.parameters).safetensors().write(to: file)
      let parameters = network.initialParameters(
        seed: 1, startingFrom: try StartingWeights(of: network, contentsOf: file))
      for name in network.convolutionParameterNames {
        #expect(parameters[name].array == sample.parameters[name].array, "\(name)")
      }
    }
  }

  @Test func theSameModelGivesTheSameBytes() throws {
    let sample = try ExchangeSample(.compact)
    func bytes() throws -> Data {
      try ONNXModel(sample.network, sample.parameters, classes: sample.classes, metadata: ["trial": "t", "a": "b"])
        .encoded()
    }
    let first = try bytes()
    for _ in 0..<5 { #expect(try bytes() == first) }
  }
}
