import Foundation
import Testing

extension EndToEndTests {
  /// The batch files of `cluster/slurm` on a real Slurm.
  @Suite(.enabled(if: SlurmCluster.obstacle == nil, "no Slurm can be run here: \(SlurmCluster.obstacle ?? "")"))
  struct SlurmTests {
    private let cluster: SlurmCluster
    private var sandbox: StudySandbox { cluster.sandbox }

    init() throws { cluster = try SlurmCluster(in: StudySandbox()) }

    @Test func aStudyWhoseJobsAreInterruptedInEveryWayIsTheSame() throws {
      let study = try cluster.submitStudy(workers: 4)
      let workers = try study.stoppedWhileTraining(workers: 4)

      // All five cores are taken. A job of the other partition's takes one from whichever worker Slurm likes.
      try cluster.run("sbatch", "--partition=lab", "--output=/dev/null", "--wrap=true")
      var preempted: Int?
      try eventually("a worker is preempted") {
        preempted = workers.first { WorkerProcess.hasEnded($0.value.identifier) }?.key
        return preempted != nil
      }
      let others = workers.keys.filter { $0 != preempted }.sorted()
      let (requeued, cancelled, steady) = (others[0], others[1], others[2])
      try cluster.run("scontrol", "requeue", study.job(requeued))
      try cluster.run("scancel", study.job(cancelled))
      for worker in [requeued, cancelled] {
        try eventually("worker \(worker) ends") { WorkerProcess.hasEnded(workers[worker]?.identifier ?? 0) }
      }

      // What Slurm does when the coordinator's time is over. It comes back on another port.
      try cluster.run("scancel", "--signal=TERM", study.coordinator)
      try eventually("the coordinator stops") { study.coordinatorLog.contains("stopped; nothing is lost") }
      kill(try #require(workers[steady]).identifier, SIGCONT)
      try eventually("the coordinator is back, with its worker; it wrote: \(study.coordinatorLog)") {
        study.coordinatorLog.contains("goes on with the worker it had")
      }
      try study.end()

      #expect(try String(contentsOf: sandbox.file("endpoint"), encoding: .utf8) == "complete\n")
      #expect(study.workerLog(steady).matches(of: /connects to/).count == 2, "\(study.workerLog(steady))")
      for (worker, state, restarts) in [
        (preempted, "COMPLETED", "1"), (requeued, "COMPLETED", "1"), (cancelled, "CANCELLED", "0"),
        (steady, "COMPLETED", "0"),
      ] {
        let job = study.job(try #require(worker))
        let end = try ["JobState", "Restarts"].map { try study.field($0, ofJob: job) }
        // Slurm may start a job that was sent back once more before it stays.
        #expect(end[0] == state && (end[1] == "0") == (restarts == "0"), "\(job): \(end)")
      }
      try sandbox.expectEqualsUndisturbed()
      let results = try sandbox.results()
      for (worker, process) in workers {
        #expect(results[process.trial]?["attempts"] == (worker == steady ? "1" : "2"), "\(process.trial)")
      }
      let interrupted = Set(workers.values.map(\.trial))
      for (key, row) in results where !interrupted.contains(key) { #expect(row["attempts"] == "1", "\(key)") }
    }

    @Test func aCancelledStudyGoesOnWhenItIsSubmittedAgain() throws {
      let first = try cluster.submitStudy(workers: 2)
      let workers = try first.stoppedWhileTraining(workers: 2)
      try cluster.run("scancel", first.array)
      for (worker, process) in workers {
        try eventually("worker \(worker) ends") { WorkerProcess.hasEnded(process.identifier) }
        #expect(first.workerLog(worker).contains("stopped trial"))
      }
      try cluster.run("scancel", first.coordinator)
      try first.end()
      #expect(!sandbox.exists("results.csv"))
      let second = try cluster.submitStudy(workers: 3)
      try second.end()
      try sandbox.expectEqualsUndisturbed()
      // Once more, there is nothing to do.
      let table = try Data(contentsOf: sandbox.file("results.csv"))
      let third = try cluster.submitStudy(workers: 1)
      try third.end()
      #expect(third.coordinatorLog.contains("8 of them finished before"))
      #expect(try third.field("JobState", ofJob: third.job(1)) == "COMPLETED")
      #expect(try Data(contentsOf: sandbox.file("results.csv")) == table)
    }

    @Test func aStudyWithoutWorkersIsNotLeftInTheQueue() throws {
      let (code, output) = try cluster.attempt(
        [SlurmCluster.submit, "tiny.yaml", "output", "2", "--", "--partition=nowhere"])
      #expect(code == 1)
      #expect(
        output.hasSuffix("submit: the workers were not accepted, and the coordinator is cancelled\n"), "\(output)")
      try eventually("the queue is empty") { try cluster.run("squeue", "--noheader").isEmpty }
    }
  }
}
