import Foundation
import Testing

extension EndToEndTests {
  /// A trial whose checkpoint is damaged is given up; all others end as if nothing had happened.
  @Suite struct DamagedCheckpointTests {
    @Test func isNamedAndTheRestGoesOn() throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(first, sandbox)
      let workers = WorkerProcess.all(of: first)
      for process in [first.identifier] + workers { kill(process, SIGKILL) }
      try first.end()
      for process in workers { try eventually("worker \(process) ends") { WorkerProcess.hasEnded(process) } }

      let path = "models/\(worker.trial)/checkpoint.safetensors"
      var bytes = try Data(contentsOf: sandbox.file(path))
      bytes[bytes.count / 2] ^= 0x10
      try bytes.write(to: sandbox.file(path))
      let second = try sandbox.startStudy()
      #expect(try second.end() == 1)
      let lines = second.errorLines.filter { $0.contains("was given up: ") }
      #expect(lines.count == 1)
      #expect(lines.first?.hasPrefix("\(worker.trial) was given up: \(sandbox.file(path).path): ") == true)
      #expect(!second.errors.contains("Fatal error"))
      #expect(try Data(contentsOf: sandbox.file(path)) == bytes)
      let states = try sandbox.results().mapValues { $0["state"] }
      for key in TinyStudy.keys { #expect(states[key] == (key == worker.trial ? "quarantined" : "done"), "\(key)") }

      // What the line says to do.
      try FileManager.default.removeItem(at: sandbox.file(path))
      #expect(try sandbox.startStudy().end() == 0)
      try sandbox.expectEqualsUndisturbed()
    }
  }
}
