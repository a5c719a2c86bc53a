import Foundation
import Networks
import TestKit
import Testing

private let python = Python.having("numpy", "onnx", "onnxruntime", "safetensors", "torch")

/// Exported models in onnxruntime and PyTorch compute what they do here.
@Suite(.enabled(if: python != nil, "needs Python with torch, onnx, onnxruntime and safetensors"))
struct OtherToolsTests {
  struct Report: Decodable {
    struct Model: Decodable {
      let ir: Int
      let opset: Bool
      let producer: String
      let metadata: [String: String]
      let batch: String
      let weights: [String]
    }

    /// By output, relative to the largest magnitude.
    let onnxruntime: [String: Double]
    let pytorch: [String: Double]
    let model: Model
  }

  /// The study's own networks, and small ones of other sizes, odd and even, with other numbers of channels and classes.
  static let networks: [Network] = [
    .compact, .compact(imageHeight: 33, imageWidth: 50, imageChannels: 3, classes: 2),
    small([[4, 6], [8], [5, 16]], height: 21, width: 30, classes: 7), small([[3]], height: 5, width: 4, classes: 3),
    .vgg16(imageHeight: 35, imageWidth: 64, classes: 5),
  ]

  private static func small(_ blocks: [[Int]], height: Int, width: Int, classes: Int) -> Network {
    Network(
      name: "small", imageHeight: height, imageWidth: width, imageChannels: 3, blocks: blocks,
      convolutionNames: { "block\($0 + 1)_conv\($1 + 1)" }, hiddenUnits: 9, classes: classes,
      initializers: Network.Initializers(convolution: .heUniform, hidden: .heUniform, logits: .heUniform))
  }

  /// One run of Python for all: it takes longer to start than to compute.
  private func reports(of samples: [ExchangeSample]) throws -> [Report] {
    for sample in samples { try sample.export(images: 3) }
    let loader = samples[0].file("loader.py")
    try Data(ReadmeLoader.code().utf8).write(to: loader)
    let script = try #require(Bundle.module.url(forResource: "Python/compare", withExtension: "py"))
    let outcome = try #require(python).run([script.path, loader.path] + samples.map(\.directory.path))
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try outcome.decoded()
  }

  @Test func theyComputeTheSame() throws {
    let samples = try Self.networks.map(ExchangeSample.init)
    let reports = try reports(of: samples)
    try #require(reports.count == samples.count)
    for (sample, report) in zip(samples, reports) {
      for differences in [report.onnxruntime, report.pytorch] {
        #expect(Set(differences.keys) == ["logits", "activations", "gradients"])
        for (output, difference) in differences {
          #expect(difference < 1e-4, "\(output) of \(sample.network.attributionLayer)")
        }
      }
      #expect(report.model.ir == 8 && report.model.opset && report.model.producer == "heatsweep")
      #expect(report.model.batch == "N")
      let metadata = report.model.metadata
      #expect(metadata["preprocessing"] == "pixel / 127.5 - 1, pixels 0 to 255")
      #expect(metadata["attribution_layer"] == sample.network.attributionLayer)
      #expect(metadata["trial"] == "a-b-00")
      let names = try JSONDecoder().decode([String].self, from: Data((metadata["classes"] ?? "").utf8))
      #expect(names == sample.classes)
      let stored = try Safetensors(contentsOf: sample.file("model.safetensors"))
      #expect(report.model.weights == stored.tensors.map(\.name).sorted())
    }
  }
}
