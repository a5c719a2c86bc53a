import Coordination
import Foundation

/// How a trial behaves, whoever trains it.
public struct SimulatedTrial: Sendable {
  public enum Behaviour: Sendable, Equatable {
    case succeeds
    case diverges
    /// Fails on its own in its first attempts, as many as given.
    case fails(times: Int)
    /// Gives another result each time it is trained: a broken machine.
    case isNotReproducible
  }

  public var seconds: Double
  public var behaviour: Behaviour

  public init(seconds: Double, behaviour: Behaviour) {
    self.seconds = seconds
    self.behaviour = behaviour
  }

  public static func drawn(using random: inout SplitMix64) -> SimulatedTrial {
    let seconds = Double.random(in: 0.1...20, using: &random)
    return switch Int.random(in: 0..<10, using: &random) {
    case 0: SimulatedTrial(seconds: seconds, behaviour: .diverges)
    case 1: SimulatedTrial(seconds: seconds, behaviour: .fails(times: 1))
    case 2: SimulatedTrial(seconds: seconds, behaviour: .fails(times: 3))
    default: SimulatedTrial(seconds: seconds, behaviour: .succeeds)
    }
  }

  func result(_ work: Work, run: Int) -> ResultReport {
    let digest = behaviour == .isNotReproducible ? "run-\(run)" : "digest-\(work.trial)"
    return ResultReport(
      work: work, request: 0, digest: digest, isDiverged: behaviour == .diverges, payload: Data(digest.utf8))
  }
}
