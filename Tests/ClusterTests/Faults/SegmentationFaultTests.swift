import Cluster
import Foundation
import Testing

/// A trial that ends its worker's process by an invalid access to memory is tried elsewhere, then given up; the rest goes on.
@Suite struct SegmentationFaultTests {
  @Test func theTrialIsGivenUpAndTheRestGoesOn() async throws {
    let sweep = try FixtureSweep(["plain", "segfaults", "plain", "plain"])
    let run = try sweep.start(workers: 2)
    #expect(try await run.ends() == 0, "\(run.errors)")
    let records = try sweep.stored().records
    #expect(records.map(\.state) == [.done, .quarantined, .done, .done])
    #expect((2...3).contains(records[1].attempts))
    #expect(records[1].failure?.contains("signal 11") == true, "\(records[1].failure ?? "")")
    #expect(run.errors.contains("t1 failed on worker-"))
    #expect(run.errors.contains("; given up ("))
    var expected = try await FixtureSweep.undisturbed(["plain", "plain", "plain", "plain"]).split(separator: "\n")
    expected[1] = "t1 quarantined false -"
    #expect(run.output.split(separator: "\n") == expected)
  }
}
