import Cluster
import Foundation
import Testing

/// One directory, one coordinator: every other one is refused with a line and changes nothing.
@Suite struct TwoCoordinatorsTests {
  private func expectRefused(_ run: FixtureSweep.Run, _ first: FixtureSweep.Run) async throws {
    #expect(try await run.ends() == 1)
    #expect(run.errors.hasPrefix("sweep-fixture: "), "\(run.errors)")
    #expect(run.errors.contains(/: another coordinator works in this directory \(process \d+\)/), "\(run.errors)")
    #expect(run.errors.contains("(process \(first.process.processIdentifier))"), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
  }

  @Test func aSecondOneIsRefused() async throws {
    let sweep = try FixtureSweep(["holds"])
    let link = sweep.root.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: sweep.directory)
    let first = try sweep.start(workers: 1)
    try await eventually("it works") { sweep.exists("output/reached-t0") }
    try await expectRefused(try sweep.start(workers: 1), first)
    try await expectRefused(try sweep.start(workers: 1, directory: link), first)
    try await expectRefused(try sweep.start(workers: 0, endpoint: sweep.endpoint), first)
    // One that is stopped may go on at any time.
    first.signal(SIGSTOP)
    try await eventually("it is stopped") { first.isStopped }
    try await expectRefused(try sweep.start(workers: 1), first)
    first.signal(SIGCONT)
    try sweep.release()
    #expect(try await first.ends() == 0)
    #expect(try sweep.stored().epoch == 1)
    #expect(try sweep.stored().records.map(\.attempts) == [1])
  }

  @Test func ofManyAtOnceOneWorks() async throws {
    let sweep = try FixtureSweep(["holds"])
    let runs = try (0..<6).map { _ in try sweep.start(workers: 1) }
    try await eventually("all but one are refused") { runs.count { $0.process.isRunning } == 1 }
    try sweep.release()
    for run in runs { try await run.ends() }
    #expect(runs.count { $0.process.terminationStatus == 0 } == 1)
    for run in runs where run.process.terminationStatus != 0 {
      #expect(run.errors.contains("another coordinator works in this directory"), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }
    #expect(try sweep.stored().epoch == 1)
  }
}
