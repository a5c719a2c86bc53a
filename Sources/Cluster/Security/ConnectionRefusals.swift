import ZeroMQ

/// Finds out from a socket's events who did not get as far as showing a key, and why.
struct ConnectionRefusals {
  private var addresses: [Int32: String] = [:]
  private var reason: String?

  /// - Returns: address and reason where an event completes a refusal.
  mutating func take(_ event: SocketMonitor.Event) -> (address: String, reason: String)? {
    switch event {
    case .accepted(let descriptor, let address): addresses[descriptor] = address
    // The reason comes right before the end of its connection: both are from one thread of libzmq.
    case .misunderstood: reason = "it has no key, or one for another coordinator"
    case .unfinished(let isClosed):
      reason = isClosed ? "it left before it showed a key" : "it did not show a key in time"
    case .disconnected(let descriptor):
      let address = addresses.removeValue(forKey: descriptor)
      defer { reason = nil }
      return reason.map { (address ?? "a stranger", $0) }
    // Whoever shows a key is judged by the gate, which knows more.
    case .succeeded, .refused: reason = nil
    }
    return nil
  }
}
