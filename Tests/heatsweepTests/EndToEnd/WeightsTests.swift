import Foundation
import Networks
import Testing

extension EndToEndTests {
  /// A study whose models start from a file.
  @Suite struct WeightsTests {
    private let sandbox: StudySandbox
    private var file: URL { sandbox.root.appending(path: "start.safetensors") }

    init() throws {
      sandbox = try StudySandbox()
      try sandbox.write("weights: start.safetensors\ntrain: head\n" + TinyStudy.text, to: "tiny.yaml")
    }

    private func writeWeights(seed: UInt64) throws {
      try Network.compact.initialParameters(seed: seed).safetensors().write(to: file)
    }

    @Test func aMissingFileIsOneLineBeforeAnythingIsWritten() throws {
      try expectOneLine(
        try sandbox.startStudy(), ["tiny.yaml:1: weights: ", "scripts/fetch-vgg16-weights", "start.safetensors"])
      #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
    }

    @Test func modelsStartFromTheFileAndAStudyGoesOnWithNoOther() throws {
      try writeWeights(seed: 99)
      let first = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(first, sandbox)
      first.signal(SIGINT)
      try eventually("the interrupt is seen: \(first.errors)") { first.errors.contains("stopping:") }
      kill(worker.identifier, SIGCONT)
      #expect(try first.end() == 130)

      try writeWeights(seed: 98)
      let changed = "expected the weights that the study began with, of SHA-256 "
      try expectOneLine(try sandbox.start(["resume", "output"]), ["start.safetensors: ", changed])
      try expectOneLine(try sandbox.startStudy(), ["holds the results of another study"])

      try writeWeights(seed: 99)
      let second = try sandbox.run("resume", "output", "--workers", "1")
      #expect(try second.end() == 0, "\(second.errors)")
      // The study trains heads alone, so that convolutions end as they began.
      let start = Network.compact.initialParameters(seed: 99)
      for key in TinyStudy.keys {
        let weights = try Network.compact.parameters(contentsOf: sandbox.file("models/\(key)/weights.safetensors"))
        for name in weights.names where name.hasPrefix("conv") { #expect(weights[name].array == start[name].array) }
      }
    }
  }
}
