import Foundation
import Testing

/// A study whose processes were killed, and whose database was cut after that.
@Suite struct CutDatabaseTests {
  @Test func isRefusedWithALineAndGoesOnFromACopy() async throws {
    let sandbox = try StudySandbox()
    let first = try sandbox.startStudy()
    try await eventually("a trial is done: \(first.errors)") { first.errors.contains(" done in ") }
    let workers = WorkerProcess.all(of: first)
    for process in [first.identifier] + workers { kill(process, SIGKILL) }
    try await first.ends()
    for process in workers { try await eventually("worker \(process) ends") { WorkerProcess.hasEnded(process) } }

    let (file, log) = (sandbox.file("study.sqlite"), sandbox.file("study.sqlite-wal"))
    let (whole, wholeLog) = (try Data(contentsOf: file), try Data(contentsOf: log))
    // Lengths within the header, at pages' borders and within pages.
    for length in [0, 50, 4096, 4097, 8192, whole.count / 2, whole.count - 4096, whole.count - 1] {
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
      try whole.prefix(length).write(to: file)
      let run = try sandbox.startStudy()
      #expect(try await run.ends() == 1, "\(length): \(run.errors)")
      #expect(run.errorLines.count == 1, "\(length): \(run.errors)")
      #expect(run.errors.contains("output/study.sqlite: is damaged"), "\(length): \(run.errors)")
      #expect(try Data(contentsOf: file) == whole.prefix(length), "\(length)")
    }
    // A log that was cut holds fewer results: they are computed, or delivered, again.
    try? FileManager.default.removeItem(at: sandbox.file("study.sqlite-shm"))
    try whole.write(to: file)
    try wholeLog.prefix(wholeLog.count * 2 / 3).write(to: log)
    let second = try sandbox.startStudy()
    #expect(try await second.ends() == 0, "\(second.errors)")
    try sandbox.expectEqualsUndisturbed()
  }
}
