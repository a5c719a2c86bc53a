import ZeroMQ

/// What a worker makes of the events of its connection: whether the coordinator takes its key.
package struct HandshakeWatch {
  package enum Finding: Equatable {
    /// The coordinator knows this key no more, or never did.
    case refused
    /// Whoever listens there does not have the coordinator's keys, or is no coordinator. `isFinal`: it was never otherwise, and
    /// trying again is in vain.
    case stranger(isFinal: Bool)
  }

  private static let vainAttempts = 3

  private var hasSucceeded = false
  private var failures = 0

  package init() {}

  /// - Returns: what is to be said now; the same thing only once in a row.
  package mutating func take(_ event: SocketMonitor.Event) -> Finding? {
    switch event {
    case .succeeded:
      hasSucceeded = true
      failures = 0
    case .refused: return .refused
    // A coordinator that has just ended closes connections too, but only once.
    case .misunderstood, .unfinished(isClosed: true):
      failures += 1
      if failures == Self.vainAttempts { return .stranger(isFinal: !hasSucceeded) }
    case .accepted, .disconnected, .unfinished(isClosed: false): break
    }
    return nil
  }
}
