import Autodiff
import Foundation
import Kernels
import Networks
import Testing

@Suite struct NetworkWeightsTests {
  @Test func parametersGoThroughAFile() throws {
    let parameters = Network.compact.initialParameters(seed: 1)
    let data = try parameters.safetensors(metadata: ["network": "compact"]).encoded()
    let read = try Network.compact.parameters(from: Safetensors(data: data, name: "weights"), name: "weights")
    #expect(read.names == parameters.names)
    for name in parameters.names { #expect(read[name].array == parameters[name].array) }
  }

  @Test func tensorsOfOtherThingsAreLeftAlone() throws {
    var file = Network.compact.initialParameters(seed: 1).safetensors()
    file.tensors.append(("adam_m/conv1/kernel", Tensor(1)))
    #expect(try Network.compact.parameters(from: file, name: "weights").names.count == 14)
  }

  @Test func whatIsMissingIsNamed() {
    var file = Network.compact.initialParameters(seed: 1).safetensors()
    file.tensors.removeAll { $0.name == "conv3/bias" }
    let error = #expect(throws: WeightsError.self) { try Network.compact.parameters(from: file, name: "some.file") }
    #expect(error?.description == "some.file: the tensor \"conv3/bias\" of compact is missing")
  }

  @Test func whatHasAnotherShapeIsNamed() {
    var file = Network.compact.initialParameters(seed: 1).safetensors()
    file.tensors[0].tensor = Tensor(repeating: 0, [3, 3, 3, 16])
    let error = #expect(throws: WeightsError.self) { try Network.compact.parameters(from: file, name: "some.file") }
    #expect(
      error?.description
        == "some.file: the tensor \"conv1/kernel\" has shape [3, 3, 3, 16], expected [3, 3, 1, 16]")
  }
}
