import Coordination
import Foundation

/// What workers train, step by step, from the latest checkpoint on.
extension SimulatedCluster {
  /// Begins to train, or to fetch what to go on from.
  mutating func prepare(_ work: Work, _ slot: Int) throws {
    let worker = workers[slot]
    let trial = trials[work.trial]
    if worker.held[work.trial] != nil {
      note(.began(work, worker.process, step: trial.steps))
      try finish(work, SimulatedState(trial: work.trial), slot)
      return
    }
    if let file = worker.training?.candidates.first, worker.files[work.trial]?[file.name] == nil {
      let time = worker.clock(now)
      try perform(workers[slot].machine?.fetch(digest: file.digest, size: file.size, at: time) ?? [], slot)
      return
    }
    let state = worker.latestState(work.trial) ?? SimulatedState(trial: work.trial)
    workers[slot].training?.state = state
    note(.began(work, worker.process, step: state.step))
    guard !hangs(work) else { return }
    schedule.add(.steps(work, worker.process), at: now + trial.stepLength)
  }

  /// A file that was fetched is there, or is not to be had.
  mutating func endFetching(_ slot: Int, isThere: Bool) {
    guard var training = workers[slot].training, let file = training.candidates.popFirst() else { return }
    if isThere, TrialFile.digest(training.fetched) == file.digest {
      workers[slot].keep(file, training.fetched, of: training.work.trial)
      training.candidates = []
    }
    training.fetched = Data()
    workers[slot].training = training
    schedule.add(.prepares(training.work, workers[slot].process), at: now)
  }

  /// A step of training, with a checkpoint or the result at its end.
  mutating func step(_ work: Work, _ slot: Int) throws {
    guard var state = workers[slot].training?.state else { return }
    let process = workers[slot].process
    let trial = trials[work.trial]
    state.advance()
    workers[slot].training?.state = state
    guard state.step < trial.steps else {
      try finish(work, state, slot)
      return
    }
    guard now >= workers[slot].diskFullUntil else {
      try fail(work, .worker, slot)
      return
    }
    let file = TrialFile.checkpoint(state)
    workers[slot].keep(file, state.bytes, of: work.trial)
    schedule.add(.steps(work, process), at: now + trial.stepLength)
    if mayDie(slot) { return }
    let fraction = Double(state.step) / Double(trial.steps)
    let offer = Offer(work: work, file: file, kind: .checkpoint, isInPlace: false)
    let time = workers[slot].clock(now)
    var actions = workers[slot].machine?.progressed(work, fraction: fraction, description: "") ?? []
    actions += workers[slot].machine?.keptCheckpoint(offer, at: time) ?? []
    try perform(actions, slot)
  }

  private mutating func finish(_ work: Work, _ state: SimulatedState, _ slot: Int) throws {
    let process = workers[slot].process
    let failures = store.rows[work.trial].failures
    workers[slot].training = nil
    switch trials[work.trial].behaviour {
    case .crashes(let times) where failures < times:
      note(.crashed(work, process))
      end(slot, crash: work)
      return
    case .fails(let times) where failures < times:
      note(.gaveUp(work, process))
      try fail(work, .trial, slot)
      return
    default: break
    }
    var report = workers[slot].held[work.trial]
    if report == nil {
      guard now >= workers[slot].diskFullUntil else {
        try fail(work, .worker, slot)
        return
      }
      runs += 1
      report = trials[work.trial].result(work, state, run: runs)
    }
    guard var report else { return }
    report.work = work
    workers[slot].held[work.trial] = report
    let weights = Data("weights of \(report.digest)".utf8)
    workers[slot].files[work.trial, default: [:]][TrialFile.weights] = weights
    note(.held(work, digest: report.digest, process))
    if mayDie(slot) { return }
    let product = Offer(
      work: work, file: TrialFile(TrialFile.weights, weights), kind: .product, isInPlace: false)
    let time = workers[slot].clock(now)
    try perform(workers[slot].machine?.finished(report, products: [product], at: time) ?? [], slot)
  }

  private mutating func fail(_ work: Work, _ cause: FailureReport.Cause, _ slot: Int) throws {
    workers[slot].training = nil
    let reason = cause == .trial ? "fails" : "disk full"
    let time = workers[slot].clock(now)
    try perform(
      workers[slot].machine?.failed(work, cause: cause, reason: reason, logTail: [], at: time) ?? [], slot)
  }

  /// Sends a piece of a file of this machine.
  mutating func answer(_ want: Want, _ offer: Offer, _ slot: Int) throws {
    guard let bytes = workers[slot].files[offer.work.trial]?[offer.file.name] else {
      let time = workers[slot].clock(now)
      try perform(workers[slot].machine?.withdraw(offer, at: time) ?? [], slot)
      return
    }
    try send(.chunk(Chunk(want, of: bytes)), slot)
  }

  func hangs(_ work: Work) -> Bool {
    trials[work.trial].behaviour == .hangs && store.rows[work.trial].failures < 1
  }
}
