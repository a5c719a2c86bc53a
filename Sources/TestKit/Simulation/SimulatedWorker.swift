import Coordination
import Foundation

/// A machine that runs one worker process at a time. Its disk outlives the processes.
struct SimulatedWorker {
  /// The running process; nil while there is none.
  var machine: WorkerMachine?
  var process: WorkerProcess
  var identity = PeerIdentity("none")
  /// What the process trains; ended processes train nothing.
  var training: SimulatedTraining?
  /// Until when the process does nothing at all.
  var pausedUntil: Duration = .zero

  // The disk.
  /// Results that were not acknowledged, by trial.
  var held: [Int: ResultReport] = [:]
  /// Files by trial and name.
  var files: [Int: [String: Data]] = [:]
  /// How the process before crashed.
  var crash: Crash?
  var diskFullUntil: Duration = .zero

  // The clock.
  let clockOrigin: Duration
  let clockRate: Double

  /// The latest checkpoint of a trial on this machine.
  func latestState(_ trial: Int) -> SimulatedState? {
    (files[trial] ?? [:]).compactMap { TrialFile.step($0.key) == nil ? nil : SimulatedState(bytes: $0.value) }
      .max { $0.step < $1.step }
  }

  /// Keeps a checkpoint, and lets all but the last two go.
  mutating func keep(_ file: TrialFile, _ bytes: Data, of trial: Int) {
    files[trial, default: [:]][file.name] = bytes
    let names = (files[trial] ?? [:]).keys.filter { TrialFile.step($0) != nil }.sorted()
    for name in names.dropLast(2) { files[trial]?[name] = nil }
  }

  /// The time on this machine's own clock.
  func clock(_ now: Duration) -> Duration { clockOrigin + now * clockRate }
}

/// A trial that a worker's process trains.
struct SimulatedTraining {
  let work: Work
  /// Checkpoints of the coordinator that were not tried yet, the latest first.
  var candidates: ArraySlice<TrialFile>
  /// The bytes of the first one that came so far.
  var fetched = Data()
  /// Nil until training has begun.
  var state: SimulatedState?
}
