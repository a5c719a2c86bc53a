import Coordination
import Glibc

// Signals, workers of this machine and of a launch.
extension Coordinator {
  /// Looks after the hosts of a launch.
  func tendFleet() -> [CoordinatorAction] {
    guard let fleet else { return [] }
    fleet.step(at: now)
    for line in fleet.takeNews() { observer.announced(line) }
    if fleet.isExhausted, machine.workers.isEmpty, !supervisor.isRunning, !machine.isComplete, !isInterrupted {
      fatal = fatal ?? ClusterError("none of the hosts can take part; the lines above say why")
    }
    return fleet.takeEndings().flatMap { machine.workerEnded($0.identity, crash: $0.crash, at: now) }
  }

  func handle(_ signals: SignalPipe) -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    for number in signals.take() {
      switch number {
      case SIGWINCH: observer.resized()
      case SIGINT, SIGTERM:
        isInterrupted = true
        supervisor.stopStarting()
        // A second Ctrl-C ends it at once. A second SIGTERM does not: Slurm may send several.
        signals.restore(SIGINT)
        observer.interrupted()
        let drain = Drain(reason: "the sweep is being stopped")
        if number == SIGTERM, options.endpoint != nil, fleet == nil {
          // Its machine stops it, and may start it again elsewhere. Nobody asked its workers to stop.
          keepsWorkers = true
          actions += machine.workers.map(\.identity).filter(supervisor.owns).map { .send(.drain(drain), to: $0) }
        } else {
          actions += machine.drain(reason: drain.reason, at: now)
        }
      default: break
      }
    }
    return actions
  }

  func reap() -> [CoordinatorAction] {
    if machine.isComplete { supervisor.stopStarting() }
    var actions: [CoordinatorAction] = []
    for ending in supervisor.reap(at: now) {
      actions += machine.workerEnded(ending.identity, crash: ending.crash, at: now)
    }
    if supervisor.isExhausted, !machine.isComplete, !isInterrupted {
      fatal =
        fatal
        ?? ClusterError(
          "local workers keep ending without finishing a trial: "
            + "\(supervisor.lastEnding?.description ?? ""); their logs are in \(directory.path)/logs")
    }
    return actions
  }

  /// Gives local workers a moment to keep their checkpoints, before a failed sweep ends. Others wait for the next start.
  func dismissWorkers(_ reason: ClusterError) throws {
    supervisor.stopStarting()
    let end = now + .seconds(5)
    while supervisor.isRunning, now < end {
      for worker in machine.workers where supervisor.owns(worker.identity) {
        // Not a drain: what they want to deliver cannot be acknowledged, and stays on disk.
        let rejection = CoordinatorMessage.reject(Rejection(reason: reason.description))
        _ = try socket.send([worker.identity.bytes] + MessageCodec.encode(rejection))
      }
      usleep(50_000)
      _ = supervisor.reap(at: now)
    }
  }
}
