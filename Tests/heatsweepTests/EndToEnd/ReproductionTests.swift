import Foundation
import Testing

extension EndToEndTests {
  /// The same study gives the same results, whatever happens on the way.
  @Suite struct ReproductionTests {
    @Test func aSecondRunIsTheSame() throws {
      let sandbox = try StudySandbox()
      #expect(try sandbox.startStudy().end() == 0)
      try sandbox.expectEqualsUndisturbed()
      // Run once more in the same directory, there is nothing left to do.
      let table = try Data(contentsOf: sandbox.file("results.csv"))
      let again = try sandbox.startStudy()
      #expect(try again.end() == 0)
      #expect(again.errors.contains("8 of them finished before"))
      #expect(try Data(contentsOf: sandbox.file("results.csv")) == table)
    }

    @Test func aKilledWorkersTrialGoesOn() throws {
      let sandbox = try StudySandbox()
      let run = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(run, sandbox)
      kill(worker.identifier, SIGKILL)
      #expect(try run.end() == 0, "\(run.errors)")
      try sandbox.expectEqualsUndisturbed()
      let results = try sandbox.results()
      #expect(Set(results.keys) == Set(TinyStudy.keys))
      for (key, row) in results { #expect(row["attempts"] == (key == worker.trial ? "2" : "1"), "\(key)") }
      #expect(run.errors.contains("\(worker.trial) goes to another worker"))
    }

    @Test func aKilledRunGoesOnWithTheSameCommand() throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(first, sandbox)
      let workers = WorkerProcess.all(of: first)
      #expect(workers.contains(worker.identifier))
      first.signal(SIGKILL)
      for process in workers { kill(process, SIGKILL) }
      #expect(try first.end() == -SIGKILL)
      for process in workers { try eventually("worker \(process) ends") { WorkerProcess.hasEnded(process) } }
      #expect(!sandbox.exists("results.csv"))
      let second = try sandbox.startStudy()
      #expect(try second.end() == 0, "\(second.errors)")
      try sandbox.expectEqualsUndisturbed()
      #expect(try sandbox.results()[worker.trial]?["attempts"] == "2")
    }

    @Test func afterCtrlCResumeGoesOn() throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.startStudy()
      let worker = try WorkerProcess.stoppedWhileTraining(first, sandbox)
      first.signal(SIGINT)
      try eventually("the interrupt is seen: \(first.errors)") { first.errors.contains("stopping:") }
      kill(worker.identifier, SIGCONT)
      #expect(try first.end() == 130)
      let line = try #require(first.errorLines.last)
      #expect(line.hasPrefix("stopped; nothing is lost. Go on with: "))
      #expect(line.hasSuffix("run tiny.yaml --workers 2 --output output"))
      #expect(!sandbox.exists("results.csv"))
      // The study file is not needed any more.
      try FileManager.default.removeItem(at: sandbox.root.appending(path: "tiny.yaml"))
      let second = try sandbox.run("resume", "output", "--workers", "1")
      #expect(try second.end() == 0, "\(second.errors)")
      try sandbox.expectEqualsUndisturbed()
    }
  }
}
