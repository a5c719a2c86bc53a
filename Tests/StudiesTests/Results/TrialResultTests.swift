import Foundation
import Studies
import Testing

@Suite struct TrialResultTests {
  /// What earlier versions stored is read as they meant it.
  @Test func aResultFromBeforeMachinesWereNotedIsRead() throws {
    let result = RecordSamples.result(validationAccuracy: 1)
    var fields = try #require(
      try JSONSerialization.jsonObject(with: try JSONEncoder().encode(result)) as? [String: any Sendable])
    fields["machine"] = nil
    fields["imageSeconds"] = nil
    fields["featureSeconds"] = nil
    let old = try JSONSerialization.data(withJSONObject: fields)
    #expect(try JSONDecoder().decode(TrialResult.self, from: old) == result)
  }

  /// Workers of different kinds agree on what is compared between them.
  @Test func whatItRanOnIsNotPartOfWhatMustBeTheSame() {
    let plain = RecordSamples.result(validationAccuracy: 1)
    var noted = plain
    noted.machine = ComputingMachine(cpu: "some", instructionSet: "avx512", threads: 4)
    noted.imageSeconds = 3
    #expect(noted != plain && noted.timeless == plain.timeless)
  }
}
