import Foundation
import Kernels
import Studies
import Testing

@Suite struct InstructionSetTests {
  private func study(_ line: String) throws -> Study {
    try StudyFile.parse(text: StudySamples.valid(replacing: "seed: 7", by: "seed: 7\n\(line)"), name: "study.yaml")
  }

  @Test(arguments: [("avx2", InstructionSet.lanes8), ("avx512", .lanes16)])
  func everyTrialCarriesThePinnedOne(name: String, set: InstructionSet) throws {
    let study = try study("instruction_set: \(name)")
    #expect(study.instructionSet == set)
    let trials = study.trials()
    #expect(trials.allSatisfy { $0.instructionSet == set })
    let first = try #require(trials.first)
    #expect(try JSONDecoder().decode(Trial.self, from: try JSONEncoder().encode(first)) == first)
  }

  /// The payload of a trial without a pin is what it was before there were any, so that older directories go on.
  @Test func nothingIsPinnedUnlessAskedFor() throws {
    for line in ["", "instruction_set: native"] {
      let study = try study(line)
      let trial = try #require(study.trials().first)
      #expect(study.instructionSet == nil && trial.instructionSet == nil)
      #expect(try !String(decoding: JSONEncoder().encode(trial), as: UTF8.self).contains("instructionSet"))
    }
  }

  @Test(arguments: [
    ("sse", "found `sse`"), ("[avx2]", "found a list"), ("", "found nothing"),
    ("avx", "found `avx`; did you mean `avx2`?"),
  ])
  func othersAreRefused(value: String, finding: String) {
    let text = StudySamples.valid(replacing: "seed: 7", by: "seed: 7\ninstruction_set: \(value)")
    #expect(
      StudySamples.failure(text)
        == "study.yaml:3: instruction_set: expected `native`, `avx2` or `avx512`, \(finding)")
  }
}
