import Foundation
import ModelExchange
import Networks
import Testing

extension EndToEndTests {
  /// `heatsweep model export`. What other tools make of the files, the tests of `ModelExchange` ask.
  @Suite struct ModelExportTests {
    private let sandbox: StudySandbox
    private let key = "size-heatmap-00"

    init() throws { sandbox = try FinishedStudy.undisturbed.get().sandbox() }

    private func start(_ arguments: String...) throws -> ProgramRun {
      try sandbox.start(["model", "export", "output"] + arguments)
    }

    @Test(arguments: ["onnx", "safetensors"]) func theFileIsThatOfTheTrial(format: String) throws {
      let run = try start("--trial", key, "--format", format)
      #expect(try run.end() == 0, "\(run.errors)")
      let file = sandbox.root.appending(path: "\(key).\(format)")
      #expect(run.output.hasSuffix("/\(key).\(format)\n"))
      let network = Network.compact
      let parameters = try network.parameters(contentsOf: sandbox.file("models/\(key)/weights.safetensors"))
      let written = try Data(contentsOf: file)
      if format == "onnx" {
        let model = ONNXModel(
          network, parameters, classes: ["NOR", "DCM", "HCM", "ARV"], metadata: ["study": "tiny", "trial": key])
        #expect(try model.encoded() == written)
      } else {
        let found = try Safetensors(data: written, name: file.path)
        let expected = PyTorchWeights(network, parameters).safetensors()
        #expect(found.tensors.map(\.name) == expected.tensors.map(\.name))
        #expect(found.tensors.map(\.tensor.array) == expected.tensors.map(\.tensor.array))
        #expect(found.metadata["classes"] == #"["NOR","DCM","HCM","ARV"]"#)
        #expect(found.metadata["trial"] == key && found.metadata["model"] == "compact")
      }
    }

    @Test func whatIsWrongIsOneLine() throws {
      try expectOneLine(
        try start("--trial", "size-heatmap-02", "--format", "onnx"),
        ["output: has no trial 'size-heatmap-02'", "did you mean `size-heatmap-0"])
      try expectOneLine(
        try start("--trial", key, "--format", "onnx", "--output", "nowhere/model.onnx"),
        ["nowhere/model.onnx: cannot create the file: No such file or directory"])
      let weights = sandbox.file("models/\(key)/weights.safetensors")
      try Data(try Data(contentsOf: weights).prefix(100)).write(to: weights)
      try expectOneLine(
        try start("--trial", key, "--format", "safetensors"),
        ["models/\(key)/weights.safetensors: not a usable safetensors file"])
      try FileManager.default.removeItem(at: weights)
      try expectOneLine(
        try start("--trial", key, "--format", "safetensors"),
        ["models/\(key)/weights.safetensors: cannot read the file"])
      try expectOneLine(
        try sandbox.start(["model", "export", "nowhere", "--trial", key, "--format", "onnx"]),
        ["nowhere: no such directory"])
    }
  }
}
