import Coordination
import Files
import Foundation
import ZeroMQ

// What comes in, and what the state machine wants done about it.
extension Coordinator {
  func attendToGate() throws -> [CoordinatorAction] {
    guard let report = try gate?.attend(at: now) else { return [] }
    for line in report.refusals { warn(line) }
    if report.hasKeyEnded { try monitor.expelWatchers() }
    return report.expelled.flatMap { machine.expel($0.identity, reason: $0.reason, at: now) }
  }

  /// Of something that a stranger may cause as often as he likes.
  func warn(_ line: String) {
    if let line = limiter.take(line, at: now) { observer.warned(line) }
  }

  func receive() throws -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    // Bounded, so that a flood does not keep leases and heartbeats waiting.
    for _ in 0..<1000 {
      do {
        guard let received = try socket.receiveMessage() else { break }
        guard let sender = received.frames.first, !sender.isEmpty else { continue }
        let identity = PeerIdentity(bytes: sender)
        if options.endpoint?.leavesMachine == true,
          let objection = gate?.objection(to: received, from: identity, at: now)
        {
          warn("dropped a message from \(received.address ?? "a stranger"): \(objection)")
          continue
        }
        if StatusRequest.matches(Array(received.frames.dropFirst())) {
          try tellStatus(to: identity)
          continue
        }
        let message = try MessageCodec.decodeWorkerMessage(Array(received.frames.dropFirst()))
        actions += machine.receive(message, from: identity, at: now)
      } catch let error as MalformedMessage {
        warn("dropped a message: \(error)")
      } catch let error as ZeroMQError where error.kind == .oversizedMessage {
        warn("\(error)")
      }
    }
    return actions
  }

  /// Everything that must be durable first, in one transaction; then everything that follows from it.
  func perform(_ actions: [CoordinatorAction]) throws {
    let changes: [DurableChange] = actions.compactMap {
      if case .store(let change) = $0 { change } else { nil }
    }
    let time = Date().timeIntervalSince1970
    let incidents: [Incident] = actions.compactMap {
      if case .note(let event) = $0 { Incident(event, in: machine, time: time) } else { nil }
    }
    do {
      monitor.stored(try store.apply(changes, incidents: incidents))
    } catch let error as ClusterError {
      fatal = error
      return
    }
    for action in actions {
      switch action {
      case .store: break
      case .send(let message, let peer):
        // Full queues and peers that are gone: the protocol sends again.
        try send(message, to: peer)
      case .receive(let file, let peer): depot.receive(file, from: peer, key: key(file.work.trial))
      case .write(let chunk, let peer): depot.write(chunk, from: peer)
      case .keep(let file, let peer): depot.keep(file, from: peer, key: key(file.work.trial))
      case .discard(_, let peer): depot.discard(from: peer)
      case .remove(let names, let trial): depot.remove(names, key: key(trial))
      case .serve(let want, let trial, let peer): depot.serve(want, path: path(want, of: trial), to: peer)
      case .describe(let inquiry, let peer): depot.describe(inquiry, to: peer)
      case .note(let event): try note(event)
      }
    }
    if !changes.isEmpty { FaultPoint.messagesSent.pass() }
  }

  func send(_ message: CoordinatorMessage, to peer: PeerIdentity) throws {
    _ = try socket.send([peer.bytes] + MessageCodec.encode(message))
  }

  func key(_ trial: Int) -> String { machine.trials[trial].key }

  /// Of a checkpoint that a worker wants of the trial that it holds; nil for what is none of its.
  func path(_ want: Want, of trial: Int?) -> String? {
    guard let trial, let file = machine.trials[trial].checkpoints.first(where: { $0.digest == want.digest }) else {
      return nil
    }
    return depot.path(file.name, of: key(trial))
  }

  func takeFileEvents() throws -> [CoordinatorAction] {
    var actions: [CoordinatorAction] = []
    for event in depot.takeEvents() {
      switch event {
      case .kept(let file, let peer, let isIntact): actions += machine.kept(file, from: peer, isIntact: isIntact)
      case .answer(let message, let peer): try send(message, to: peer)
      case .failed(let error): fatal = fatal ?? error
      }
    }
    return actions
  }

  func note(_ event: SweepEvent) throws {
    switch event {
    case .finished(_, let worker, _, _):
      supervisor.succeeded(worker)
      fleet?.succeeded(worker)
    case .workerFault(let identity, _, let reason) where supervisor.owns(identity):
      // It shares our disk: another worker would meet the same.
      fatal = ClusterError(reason)
    case .rejected(let name, let reason) where name.hasPrefix("worker-") && options.endpoint == nil:
      fatal = ClusterError("\(name) was not taken in: \(reason)")
    default: break
    }
    overview.note(event, now: now)
    try monitor.happened(event, in: machine)
    observer.happened(event, overview)
  }

  /// Answers somebody who asked how far the study is, unless it asks too often.
  func tellStatus(to peer: PeerIdentity) throws {
    guard let answer = try monitor.answer(to: peer, overview, machine, at: now) else { return }
    _ = try socket.send([peer.bytes] + answer)
  }

  /// Tells those who watch how it ended.
  func sayGoodbye() throws {
    let (watchers, answer) = try monitor.ended(overview, machine, at: now)
    for watcher in watchers { _ = try socket.send([watcher.bytes] + answer) }
  }
}
