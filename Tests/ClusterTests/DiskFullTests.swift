import Cluster
import Foundation
import Testing

/// A full disk stops the sweep with one line, and nothing that was stored is lost.
@Suite(.serialized) struct DiskFullTests {
  @Test func aWorkersFullDisk() throws {
    let sweep = try FixtureSweep(["plain", "fills-disk"])
    let first = try sweep.start(workers: 1)
    #expect(try first.end() == 1)
    #expect(first.errors.split(separator: "\n").last?.contains("no space left on the disk") == true)
    let records = try sweep.stored().records
    #expect(records[0].state == .done)
    try sweep.mend()
    #expect(try sweep.start(workers: 1).end() == 0)
    // No blame: the trial was tried again as if nothing had happened.
    #expect(try sweep.stored().records[1].failure == nil)
  }

  @Test func aFullDatabase() throws {
    let sweep = try FixtureSweep(Array(repeating: "large", count: 8))
    let first = try sweep.start(workers: 1, environment: ["FIXTURE_PAGE_LIMIT": "100"])
    #expect(try first.end() == 1)
    let line = try #require(first.errors.split(separator: "\n").last)
    #expect(line.contains("study.sqlite: no space left on the disk"))
    let before = try sweep.stored().records.filter { $0.state == .done }
    #expect((1..<8).contains(before.count))
    let second = try sweep.start(workers: 1)
    #expect(try second.end() == 0)
    let after = try sweep.stored().records
    #expect(after.allSatisfy { $0.state == .done })
    for record in before { #expect(after[record.number].payload == record.payload) }
    // The result that found no room was kept by its worker: nothing was trained twice.
    for number in 0..<8 { #expect(try sweep.trainings("t\(number)").count == 1) }
  }
}
