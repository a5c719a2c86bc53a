import Autodiff
import Foundation
import Kernels
import Networks
import TestKit
import Testing

/// Convolutions that start from a file, whoever wrote it; heads that do not.
@Suite struct StartingWeightsTests {
  /// VGG16 with its layers' names and fewer filters, all of different numbers.
  private let network = Network(
    name: "narrow", imageHeight: 32, imageWidth: 40, imageChannels: 3,
    blocks: [[2, 3], [4, 5], [6, 7, 8], [9, 10, 11], [12, 13, 14]],
    convolutionNames: { block, layer in "block\(block + 1)_conv\(layer + 1)" }, hiddenUnits: 5, classes: 4,
    initializers: Network.Initializers(convolution: .heUniform, hidden: .heUniform, logits: .glorotUniform))

  /// Weights that are not those of the seed that the tests draw the rest from.
  private var trained: Parameters { network.initialParameters(seed: 99) }

  private var convolutionNames: [String] { network.convolutions.flatMap { ["\($0.name)/kernel", "\($0.name)/bias"] } }

  /// A file that has the convolutions under other names.
  private func file(_ name: (String) -> String) -> Safetensors {
    Safetensors(tensors: convolutionNames.map { (name($0), trained[$0]) })
  }

  private func start(from file: Safetensors) throws -> StartingWeights {
    try StartingWeights(of: network, data: file.encoded(), name: "some.file")
  }

  private func expectLoaded(_ file: Safetensors, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let parameters = network.initialParameters(seed: 1, startingFrom: try start(from: file))
    let drawn = network.initialParameters(seed: 1)
    #expect(parameters.names == drawn.names, sourceLocation: sourceLocation)
    for name in parameters.names {
      let expected = convolutionNames.contains(name) ? trained[name] : drawn[name]
      #expect(parameters[name].array == expected.array, "\(name)", sourceLocation: sourceLocation)
      #expect(parameters[name].shape == expected.shape, "\(name)", sourceLocation: sourceLocation)
    }
  }

  private func failure(_ file: Safetensors) -> String? {
    do {
      _ = try start(from: file)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func ourNamesAndKerass() throws {
    try expectLoaded(file { $0 })
    try expectLoaded(file { "\($0):0" })
    try expectLoaded(file { "\($0.split(separator: "/")[0])/\($0):0" })
  }

  /// The places of VGG16's convolutions in torchvision's `features`.
  private let places = [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28]

  /// The same weights as torchvision and timm have them.
  private var features: Safetensors {
    Safetensors(
      tensors: zip(network.convolutions, places).flatMap { layer, place in
        let kernel = trained["\(layer.name)/kernel"]
        var values: [Float] = []
        for filter in 0..<layer.filters {
          for input in 0..<layer.inputs {
            for cell in 0..<9 { values.append(kernel.array[(cell * layer.inputs + input) * layer.filters + filter]) }
          }
        }
        return [
          ("features.\(place).weight", Tensor(Shape([layer.filters, layer.inputs, 3, 3]), values)),
          ("features.\(place).bias", trained["\(layer.name)/bias"]),
        ]
      })
  }

  @Test func torchvisionsNamesAndLayout() throws {
    try expectLoaded(features)
  }

  @Test func theRestOfAFileIsIgnored() throws {
    var file = features
    file.tensors.append(("pre_logits.fc1.weight", Tensor(repeating: 1, [3, 2, 7, 7])))
    file.tensors.append(("classifier.0.bias", Tensor(repeating: .nan, [2])))
    try expectLoaded(file)
    // A whole model's file: its head stays behind.
    try expectLoaded(trained.safetensors())
  }

  @Test func whatIsMissingIsNamedAsInTheFile() {
    var own = file { $0 }
    own.tensors.removeAll { $0.name == "block3_conv2/bias" }
    #expect(failure(own) == "some.file: the tensor \"block3_conv2/bias\" of narrow is missing")
    var keras = file { "\($0):0" }
    keras.tensors.removeAll { $0.name == "block1_conv1/kernel:0" }
    #expect(failure(keras) == "some.file: the tensor \"block1_conv1/kernel:0\" of narrow is missing")
    var torch = features
    torch.tensors.removeAll { $0.name == "features.28.weight" }
    #expect(failure(torch) == "some.file: the tensor \"features.28.weight\" of narrow is missing")
    let nothing = Safetensors(tensors: [("something.else", Tensor(1))])
    #expect(failure(nothing) == "some.file: the tensor \"block1_conv1/kernel\" of narrow is missing")
  }

  @Test func whatHasAnotherShapeIsNamed() {
    var own = file { $0 }
    own.tensors[0].tensor = Tensor(repeating: 0, [3, 3, 1, 2])
    #expect(
      failure(own) == "some.file: the tensor \"block1_conv1/kernel\" has shape [3, 3, 1, 2], expected [3, 3, 3, 2]")
    // Our layout under PyTorch's name.
    var torch = features
    torch.tensors[2].tensor = Tensor(repeating: 0, [3, 3, 2, 3])
    #expect(
      failure(torch) == "some.file: the tensor \"features.2.weight\" has shape [3, 3, 2, 3], expected [3, 2, 3, 3]")
    torch = features
    torch.tensors[1].tensor = Tensor(repeating: 0, [1, 2])
    #expect(failure(torch) == "some.file: the tensor \"features.0.bias\" has shape [1, 2], expected [2]")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity]) func valuesThatAreNotFiniteAreRefused(value: Float) {
    var own = file { $0 }
    own.tensors[1].tensor = Tensor([2], [0, value])
    #expect(failure(own) == "some.file: the tensor \"block1_conv1/bias\" holds a value that is not finite")
  }

  @Test func truncationsAreRefused() throws {
    let data = try features.encoded()
    for count in [0, 7, 8, 100, data.count / 2, data.count - 1] {
      let error = #expect(throws: WeightsError.self) {
        try StartingWeights(of: network, data: data.prefix(count), name: "some.file")
      }
      #expect(error?.description.hasPrefix("some.file: ") == true)
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test func vgg16sNamesAreKerassAndTorchvisions() throws {
    let layers = Network.vgg16.convolutions
    #expect(layers.map(\.name) == network.convolutions.map(\.name))
    #expect(layers.map(\.isPooled) == network.convolutions.map(\.isPooled))
  }

  /// Training must not write into weights that the next trial starts from.
  @Test func trainingLeavesThemAsTheyAre() throws {
    let weights = try start(from: file { $0 })
    var parameters = network.initialParameters(seed: 1, startingFrom: weights)
    var optimizer = Adam()
    optimizer.update(
      &parameters, gradients: parameters.names.map { ($0, Tensor(repeating: 1, parameters[$0].shape)) },
      learningRate: 0.1)
    let again = network.initialParameters(seed: 1, startingFrom: weights)
    for name in convolutionNames {
      #expect(again[name].array == trained[name].array)
      #expect(parameters[name].array != trained[name].array)
    }
  }
}
