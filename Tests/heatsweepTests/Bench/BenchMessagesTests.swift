import Foundation
import Testing
import heatsweep

extension EndToEndTests {
  @Suite struct BenchMessagesTests {
    /// The count is checked; the times are for people.
    @Test func messagesAreOneLineOfJSON() throws {
      let sandbox = try StudySandbox()
      let run = try sandbox.start(["bench", "messages", "--workers", "20", "--seconds", "5", "--json"])
      #expect(try run.end() == 0, "\(run.errors)")
      let costs = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: any Sendable])
      #expect(Set(costs.keys) == ["workers", "messages", "rules_microseconds", "with_bytes_microseconds"])
      // A hello and a question each; each second a heartbeat and progress, and in every fifth one a result and a question.
      #expect(costs["messages"] as? Int == 20 * (2 + 5 * 2 + 1))
    }

    @Test func nobodyIsNoLoad() throws {
      let sandbox = try StudySandbox()
      try expectOneLine(
        try sandbox.start(["bench", "messages", "--workers", "0"]),
        ["--workers: expected a number from 1 to 100000, found 0"])
    }
  }
}
