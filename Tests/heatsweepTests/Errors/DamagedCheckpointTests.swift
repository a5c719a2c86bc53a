import Foundation
import Testing

extension EndToEndTests {
  /// A trial whose newest checkpoint is damaged goes on from the older one, or anew, and ends as if nothing had happened.
  @Suite struct DamagedCheckpointTests {
    @Test(arguments: [true, false]) func isSetAside(isTruncated: Bool) throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(first, sandbox)
      let workers = WorkerProcess.all(of: first)
      for process in [first.identifier] + workers { kill(process, SIGKILL) }
      try first.end()
      for process in workers { try eventually("worker \(process) ends") { WorkerProcess.hasEnded(process) } }

      let path = try #require(sandbox.checkpoints(worker.trial).first)
      var bytes = try Data(contentsOf: sandbox.file(path))
      if isTruncated {
        bytes = bytes.prefix(bytes.count / 3)
      } else {
        bytes[bytes.count / 2] ^= 0x10
      }
      try bytes.write(to: sandbox.file(path))
      let second = try sandbox.startStudy()
      #expect(try second.end() == 0, "\(second.errors)")
      #expect(!second.errors.contains("Fatal error"))
      #expect(try Data(contentsOf: sandbox.file("\(path).damaged")) == bytes)
      try sandbox.expectEqualsUndisturbed()
      let logs = try FileManager.default.contentsOfDirectory(atPath: sandbox.file("logs").path)
      let texts = try logs.map { try String(contentsOf: sandbox.file("logs/\($0)"), encoding: .utf8) }
      #expect(texts.contains { $0.contains("it was set aside") })
    }
  }
}
