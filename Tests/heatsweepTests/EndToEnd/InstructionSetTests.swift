import Foundation
import Kernels
import Testing

extension EndToEndTests {
  /// A study that pins an instruction set gives the same bits on CPUs of several kinds.
  @Suite(.enabled(if: InstructionSet.widest == .lanes16, "needs a CPU with AVX-512, and leave to use it"))
  struct InstructionSetTests {
    private let sandbox: StudySandbox
    /// Makes the program take this CPU for one that has no AVX-512.
    private let narrow = ["HEATSWEEP_MAX_CPU_ISA": "AVX2"]

    init() throws {
      sandbox = try StudySandbox()
      try sandbox.write(TinyStudy.text + "instruction_set: avx2\n", to: "pinned.yaml")
      try sandbox.write(TinyStudy.text + "instruction_set: avx512\n", to: "wide.yaml")
    }

    /// The weights of the first trial of each arm, and what its row says of the machine.
    private func outcome(
      _ study: String, environment: [String: String] = [:]
    ) throws -> (weights: [Data], instructionSets: Set<String?>) {
      let run = try sandbox.start(
        ["run", study, "--trials", "1", "--workers", "2", "--output", "output"], environment: environment)
      #expect(try run.end() == 0, "\(run.errors)")
      let results = try sandbox.results()
      let weights = try results.keys.sorted().map {
        try Data(contentsOf: sandbox.file("models/\($0)/weights.safetensors"))
      }
      try FileManager.default.removeItem(at: sandbox.output)
      #expect(results.values.allSatisfy { $0["worker_cpu"] == Processor.model && $0["worker_threads"] == "1" })
      return (weights, Set(results.values.map { $0["worker_instruction_set"] }))
    }

    @Test func thePinnedOneGivesTheBitsOfACPUThatHasNoOther() throws {
      let pinned = try outcome("pinned.yaml")
      let narrow = try outcome("tiny.yaml", environment: narrow)
      #expect(pinned.instructionSets == ["avx2"] && narrow.instructionSets == ["avx2"])
      #expect(pinned.weights.count == 4 && pinned.weights == narrow.weights)
      // The dense layers' products, which oneDNN does, are not the same bits; without the pin this would go unnoticed.
      let native = try outcome("tiny.yaml")
      #expect(native.instructionSets == ["avx512"] && native.weights != pinned.weights)
    }

    @Test func aWorkerWithoutItRefuses() throws {
      let run = try sandbox.start(
        ["run", "wide.yaml", "--trials", "1", "--workers", "1", "--output", "output"], environment: narrow)
      #expect(try run.end() == 1)
      #expect(
        run.errorLines.last
          == "Error: instruction_set: the study wants avx512, which this CPU (\(Processor.model)) lacks")
    }
  }
}
