import Coordination
import Foundation
import ZeroMQ

/// Tells how a study goes on: to whoever asks, to watchers of the feed, and to the store for whoever reads the directory.
/// Belongs to the coordinator and its thread.
final class StudyMonitor {
  private let feed: EventFeed?
  private var record: StudyRecord
  private var desk = StatusDesk()
  private var sequence = 0
  private var nextStatus: Duration = .zero
  /// The latest status, and until when it is new enough.
  private var latest: (status: StudyStatus, json: Data, until: Duration)?

  init(record: StudyRecord, feed: EventFeed?) {
    self.record = record
    self.feed = feed
  }

  /// Where the feed is published, with the port that was found for `*`.
  var feedEndpoint: String? { feed?.endpoint }

  /// Incidents that were stored and are new.
  func stored(_ incidents: [Incident]) {
    for incident in incidents { record.incidents[incident.kind] += 1 }
  }

  func happened(_ event: SweepEvent, in machine: CoordinatorMachine) throws {
    record.begin(event, in: machine)
    if let feed {
      sequence += 1
      try feed.publish(
        EventMessage(
          event, in: machine, workers: record.workers, sequence: sequence, time: Self.time, epoch: record.epoch))
    }
    record.end(event)
  }

  /// A key was revoked or has expired: whoever watches must be let in again.
  func expelWatchers() throws { try feed?.reopen() }

  /// - Returns: the frames that answer a peer who asked; nil where it asked too often.
  func answer(
    to peer: PeerIdentity, _ overview: SweepOverview, _ machine: CoordinatorMachine, at now: Duration
  ) throws -> [Data]? {
    guard desk.admits(peer, at: now) else { return nil }
    return StatusRequest.answer(try status(overview, machine, at: now).json)
  }

  /// To be called a few times a second: publishes the status when it is time.
  func refresh(_ overview: SweepOverview, _ machine: CoordinatorMachine, at now: Duration) throws {
    try feed?.reopenIfPossible()
    guard let feed, now >= nextStatus else { return }
    nextStatus = now + .seconds(1)
    try feed.publish(EventMessage.statusTopic, json: try status(overview, machine, at: now).json)
  }

  /// The coordinator ends: the feed's watchers are told.
  /// - Returns: those who asked lately, and the frames that tell them.
  func ended(
    _ overview: SweepOverview, _ machine: CoordinatorMachine, at now: Duration
  ) throws -> (watchers: [PeerIdentity], answer: [Data]) {
    let json = try StudyStatus(overview, machine, record, isRunning: false, now: now).json(isPretty: false)
    if let feed {
      try feed.publish(EventMessage.statusTopic, json: json)
      sequence += 1
      try feed.publish(EventMessage(.ended, sequence: sequence, time: Self.time, epoch: record.epoch))
    }
    return (desk.watchers(at: now), StatusRequest.answer(json))
  }

  /// The status, and the same as JSON, at most about a second old. Where it takes long to make, it is made less often: a twentieth of the time
  /// at most goes there.
  func status(
    _ overview: SweepOverview, _ machine: CoordinatorMachine, at now: Duration
  ) throws -> (status: StudyStatus, json: Data) {
    if let latest, now < latest.until { return (latest.status, latest.json) }
    let clock = ContinuousClock()
    let start = clock.now
    let status = StudyStatus(overview, machine, record, isRunning: true, now: now)
    let json = try status.json(isPretty: false)
    latest = (status, json, now + max(.milliseconds(500), (clock.now - start) * 20))
    return (status, json)
  }

  private static var time: Double { (Date().timeIntervalSince1970 * 1000).rounded() / 1000 }
}
