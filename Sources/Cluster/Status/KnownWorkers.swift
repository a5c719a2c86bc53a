import Coordination

/// Where the workers that are there run and what they have done, by name: an event names its worker, who may be gone already.
struct KnownWorkers {
  struct Entry {
    let host: String
    let process: Int
    var pace = WorkerPace()
  }

  private var entries: [String: Entry] = [:]

  subscript(name: String) -> Entry? { entries[name] }

  /// To be called before anybody is told of the event.
  mutating func begin(_ event: SweepEvent, in machine: CoordinatorMachine) {
    switch event {
    case .joined(let identity):
      guard let hello = machine.worker(identity)?.hello else { return }
      entries[hello.name] = Entry(host: hello.host, process: hello.process)
    case .assigned(_, let identity), .reattached(_, let identity): change(identity, machine) { $0.begin() }
    case .progressed(let report, let identity): change(identity, machine) { $0.progress(fraction: report.fraction) }
    case .finished(_, let worker, _, let seconds): entries[worker]?.pace.finish(seconds: seconds)
    default: break
    }
  }

  private mutating func change(
    _ identity: PeerIdentity, _ machine: CoordinatorMachine, _ change: (inout WorkerPace) -> Void
  ) {
    guard let name = machine.worker(identity)?.hello.name, entries[name] != nil else { return }
    change(&entries[name]!.pace)  // Present: checked in the line above.
  }

  /// To be called once everybody was told.
  mutating func end(_ event: SweepEvent) {
    switch event {
    case .lost(let name, _, _), .left(let name, _): entries[name] = nil
    default: break
    }
  }
}
