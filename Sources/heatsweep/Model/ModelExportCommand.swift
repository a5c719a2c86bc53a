import ArgumentParser
import Foundation
import ModelExchange
import Studies

/// `heatsweep model export`: a trained model as a file of other tools.
struct ModelExportCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case onnx, safetensors
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a trained model as ONNX, or as safetensors with PyTorch's names.",
    discussion: """
      Images go in as N x channels x rows x columns, pixel / 127.5 - 1. The ONNX model gives logits, and the last \
      convolution's activations and the gradients of each class's logit by them, of which HiResCAM and Grad-CAM are made. \
      The README has the PyTorch code that loads the safetensors file; 'weights' in a study takes it too.

      Example: heatsweep model export results --trial size-heatmap-00 --format onnx
      """)

  @Argument(help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"))
  var directory: String

  @Option(help: ArgumentHelp("The trial's key, as in results.csv.", valueName: "key"))
  var trial: String

  @Option(help: ArgumentHelp("onnx or safetensors.", valueName: "format"))
  var format: Format

  @Option(help: ArgumentHelp("The file; KEY.onnx or KEY.safetensors by default.", valueName: "file"))
  var output: String?

  func run() throws {
    let study = try StudyDirectory(URL(filePath: directory))
    let (record, network, parameters) = try study.model(ofTrial: trial)
    let file = URL(filePath: output ?? "\(trial).\(format.rawValue)")
    let metadata = ["study": study.study.name, "trial": trial]
    let classes = record.trial.experiment.source.format.classes
    switch format {
    case .onnx: try ONNXModel(network, parameters, classes: classes, metadata: metadata).write(to: file)
    case .safetensors:
      let names = String(decoding: try JSONEncoder().encode(classes), as: UTF8.self)
      let all = metadata.merging(["model": network.name, "classes": names]) { own, _ in own }
      try PyTorchWeights(network, parameters).safetensors(metadata: all).write(to: file)
    }
    print(file.path)
  }
}
