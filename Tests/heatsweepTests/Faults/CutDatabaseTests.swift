import Foundation
import Testing

/// A study whose processes were killed, and whose database was cut after that.
@Suite struct CutDatabaseTests {
  @Test func isRefusedWithALineAndGoesOnFromACopy() async throws {
    let sandbox = try StudySandbox()
    try killInTheMiddle(try sandbox.startStudy())
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

  /// Without letting other tests come between: the study takes a few seconds.
  private func killInTheMiddle(_ run: ProgramRun) throws {
    try eventually("a trial is done: \(run.errors)") { run.errors.contains(" done in ") }
    let workers = WorkerProcess.all(of: run)
    for process in [run.identifier] + workers { kill(process, SIGKILL) }
    try #require(try run.end() == -SIGKILL, "it ended before: \(run.errors)")
    for process in workers { try eventually("worker \(process) ends") { WorkerProcess.hasEnded(process) } }
  }
}
