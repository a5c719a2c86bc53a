import Coordination

/// What a coordinator remembers of the study's course beside the state of its trials, for whoever asks how far it is.
struct StudyRecord {
  /// What of a study it is, where it is a part of one.
  let part: String?
  let epoch: Int
  var incidents: IncidentCounts
  /// Why a trial that is not done failed last, in one line, by its number.
  private(set) var failures: [Int: String]
  /// Trials that were finished since the coordinator began.
  private(set) var finished = 0
  private(set) var workers = KnownWorkers()

  init(part: String?, epoch: Int, store: StudyStore) throws {
    self.part = part
    self.epoch = epoch
    incidents = try store.incidentCounts()
    failures = try store.failures().mapValues(\.oneLine)
  }

  /// To be called before anybody is told of the event.
  mutating func begin(_ event: SweepEvent, in machine: CoordinatorMachine) {
    switch event {
    case .finished(let trial, _, _, _):
      finished += 1
      failures[trial] = nil
    case .failed(let work, _, let reason, _): failures[work.trial] = reason.oneLine
    default: break
    }
    workers.begin(event, in: machine)
  }

  /// To be called once everybody was told.
  mutating func end(_ event: SweepEvent) { workers.end(event) }
}
