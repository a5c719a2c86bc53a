import Coordination

/// Decides who is answered how far the study is. Everybody once a second at most, and not more than so many at all, so that the
/// questions of thousands cost no more than those of a few; who is not answered asks again.
package struct StatusDesk {
  private static let period: Duration = .seconds(1)
  package static let mostAnswers = 200
  /// A watcher that was silent for longer is not told of the end.
  private static let memory: Duration = .seconds(10)

  /// When each of them was answered last.
  private var answered: [PeerIdentity: Duration] = [:]
  private var periodEnd: Duration = .zero
  private var answersLeft = mostAnswers

  package init() {}

  /// Whether this one is to be answered now.
  package mutating func admits(_ peer: PeerIdentity, at now: Duration) -> Bool {
    if now >= periodEnd {
      periodEnd = now + Self.period
      answersLeft = Self.mostAnswers
      answered = answered.filter { now - $0.value < Self.memory }
    }
    // A little early is in time: whoever asks every second is not punctual to the millisecond.
    guard answersLeft > 0, answered[peer].map({ now - $0 >= Self.period * 0.8 }) ?? true else { return false }
    answersLeft -= 1
    answered[peer] = now
    return true
  }

  /// Those who asked lately, and are to be told how it ended.
  package func watchers(at now: Duration) -> [PeerIdentity] {
    answered.filter { now - $0.value < Self.memory }.keys.map { $0 }
  }
}
