import Cluster
import Foundation
import Glibc

/// A trial of ten steps, each of which changes a state and writes a checkpoint. The payload names its behaviour.
struct FixtureRunner: TrialRunner {
  private static let steps = 10

  func run(_ assignment: TrialAssignment, _ context: any TrialContext) throws -> TrialOutcome {
    let behaviour = String(decoding: assignment.payload, as: UTF8.self)
    // The sweep's directory: files in it steer the fixture.
    let sweep = assignment.directory.deletingLastPathComponent().deletingLastPathComponent()
    let isMended = FileManager.default.fileExists(atPath: sweep.appending(path: "mended").path)
    switch behaviour {
    case "fails": throw FixtureError()
    case "crashes":
      FileHandle.standardError.write(Data("about to crash\n".utf8))
      abort()
    case "exits" where !isMended: exit(3)
    case "fills-disk" where !isMended: throw POSIXError(.ENOSPC)
    default: break
    }
    let checkpoint = assignment.directory.appending(path: "checkpoint")
    var (step, state) = (0, UInt64(assignment.number))
    if let text = try? String(contentsOf: checkpoint, encoding: .utf8) {
      let words = text.split(separator: " ")
      (step, state) = (Int(words[0]) ?? 0, UInt64(words[1]) ?? 0)
    }
    try append("attempt \(assignment.attempt) from step \(step)\n", to: assignment.directory.appending(path: "runs"))
    while step < Self.steps {
      if context.isCancelled { throw CancellationError() }
      if behaviour == "holds", step == 5 { try hold(assignment.directory, sweep, context) }
      if behaviour == "stubborn", step == 5 { try hold(assignment.directory, sweep, nil) }
      step += 1
      state = state &* 6_364_136_223_846_793_005 &+ UInt64(step)
      try Data("\(step) \(state)".utf8).write(to: checkpoint, options: .atomic)
      context.report(TrialProgress(fraction: Double(step) / Double(Self.steps), description: "step \(step)"))
    }
    // The time differs from run to run and is not part of what must be the same.
    let padding = behaviour == "large" ? String(repeating: "x", count: 100_000) : ""
    return TrialOutcome(
      payload: Data("\(state)\(padding)".utf8), reproducible: Data("\(state)".utf8),
      isDiverged: behaviour == "diverges")
  }

  /// Says that step 5 is reached, with the process to kill, and waits to be released; in vain is it cancelled without a context.
  private func hold(_ directory: URL, _ sweep: URL, _ context: (any TrialContext)?) throws {
    try Data("\(getpid())".utf8).write(to: directory.appending(path: "reached"), options: .atomic)
    let release = sweep.appending(path: "release").path
    while !FileManager.default.fileExists(atPath: release) {
      if context?.isCancelled == true { throw CancellationError() }
      usleep(10_000)
    }
  }

  private func append(_ text: String, to url: URL) throws {
    let old = (try? Data(contentsOf: url)) ?? Data()
    try (old + Data(text.utf8)).write(to: url, options: .atomic)
  }
}

struct FixtureError: Error, CustomStringConvertible {
  let description = "this trial always fails"
}
