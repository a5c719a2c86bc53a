import Attribution
import Autodiff
import Foundation
import Kernels
import ModelExchange
import Networks
import TestKit
import Testing

/// A network with weights and images, and its exported files in a directory that is gone when the test is over.
final class ExchangeSample {
  let network: Network
  let parameters: Parameters
  let directory = FileManager.default.temporaryDirectory.appending(path: "exchange-\(UUID().uuidString)")

  /// - Parameter network: gets weights large enough that every layer matters, biases included.
  init(_ network: Network) throws {
    self.network = network
    parameters = Parameters(
      network.declarations.enumerated().map { index, declaration in
        let fanIn = declaration.shape.sizes.dropLast().reduce(1, *)
        let scale = declaration.shape.rank == 1 ? 0.25 : (6 / Double(fanIn)).squareRoot()
        return (declaration.name, TensorRecipe(declaration.shape.sizes, seed: index, scale: scale).tensor)
      })
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var classes: [String] { (0..<network.classes).map { "Klasse \"\($0)\", größer" } }

  func file(_ name: String) -> URL { directory.appending(path: name) }

  /// Writes `model.onnx`, `model.safetensors`, and `expected.safetensors` with what this program computes.
  func export(images count: Int) throws {
    try ONNXModel(network, parameters, classes: classes, metadata: ["trial": "a-b-00"]).write(to: file("model.onnx"))
    try PyTorchWeights(network, parameters).safetensors(metadata: ["trial": "a-b-00"]).write(
      to: file("model.safetensors"))
    let shape = [count, network.imageHeight, network.imageWidth, network.imageChannels]
    let images = TensorRecipe(shape, seed: 99, scale: 1).tensor
    let outputs = network(images, parameters)
    var gradients: [[Float]] = []
    for own in 0..<network.classes {
      gradients.append(outputs.slope(of: Array(repeating: own, count: count), isDifferentiable: false).array)
    }
    let activations = outputs.activations
    let cells = activations.shape.count / count
    let bySample = (0..<count).flatMap { sample in gradients.flatMap { $0[sample * cells..<(sample + 1) * cells] } }
    try Safetensors(tensors: [
      ("images", images), ("logits", outputs.logits), ("activations", activations),
      ("gradients", Tensor(Shape([count, network.classes] + activations.shape.sizes.dropFirst()), bySample)),
    ]).write(to: file("expected.safetensors"))
  }
}
