import Cluster
import Files
import Foundation
import Glibc

/// A trial of ten steps (`short`: two), each of which changes a state and keeps a checkpoint; its weights are a product. The payload
/// names its behaviour.
struct FixtureRunner: TrialRunner {
  func run(_ assignment: TrialAssignment, _ context: any TrialContext) throws -> TrialOutcome {
    let behaviour = String(decoding: assignment.payload, as: UTF8.self)
    // The sweep's directory, or the worker's own: files in it steer the fixture and tell tests how far it is.
    let sweep = assignment.directory.deletingLastPathComponent().deletingLastPathComponent()
    try misbehave(behaviour, isMended: FileManager.default.fileExists(atPath: sweep.appending(path: "mended").path))
    let checkpoints = FixtureCheckpoints(directory: assignment.directory)
    var (step, state) = checkpoints.newest ?? (0, UInt64(assignment.number))
    for name in checkpoints.names { try context.keptCheckpoint(name) }
    try append(
      "attempt \(assignment.attempt) from step \(step)\n", to: sweep.appending(path: "trainings-\(assignment.key)"))
    let steps = behaviour == "short" ? 2 : 10
    while step < steps {
      if context.isCancelled { throw CancellationError() }
      if behaviour == "slow" { usleep(20_000) }
      if behaviour.hasPrefix("holds") || behaviour == "stubborn", step == 5 {
        // Says who holds, and waits to be released.
        let reached = sweep.appending(path: "reached-\(assignment.key)")
        try Data("\(getpid())".utf8).write(to: reached, options: .atomic)
        let release = behaviour == "stubborn" ? "release" : behaviour.replacingOccurrences(of: "holds", with: "release")
        try wait(for: sweep.appending(path: release), behaviour == "stubborn" ? nil : context)
      }
      step += 1
      state = state &* 6_364_136_223_846_793_005 &+ UInt64(step)
      try context.keptCheckpoint(try checkpoints.write(step: step, state: state))
      context.report(TrialProgress(fraction: Double(step) / Double(steps), description: "step \(step)"))
    }
    if behaviour == "varies" { state &+= UInt64(assignment.attempt) }
    try DurableFile.write(Data("\(state)".utf8), to: assignment.directory.appending(path: "weights").path)
    // The time differs from run to run and is not part of what must be the same.
    let padding = behaviour == "large" ? String(repeating: "x", count: 100_000) : ""
    return TrialOutcome(
      payload: Data("\(state)\(padding)".utf8), reproducible: Data("\(state)".utf8),
      isDiverged: behaviour == "diverges", products: ["weights"])
  }

  private func misbehave(_ behaviour: String, isMended: Bool) throws {
    switch behaviour {
    case "fails": throw FixtureError()
    case "crashes":
      FileHandle.standardError.write(Data("about to crash\n".utf8))
      abort()
    case "segfaults":
      // An address that no program has.
      UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "exits" where !isMended: exit(3)
    case "fills-disk" where !isMended: throw POSIXError(.ENOSPC)
    default: break
    }
  }

  /// - Parameter context: may cancel the wait.
  private func wait(for file: URL, _ context: (any TrialContext)?) throws {
    while !FileManager.default.fileExists(atPath: file.path) {
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
