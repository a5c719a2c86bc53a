import Coordination
import Foundation

/// How a trial behaves, whoever trains it.
public struct SimulatedTrial: Sendable {
  public enum Behaviour: Sendable, Equatable {
    case succeeds
    case diverges
    /// Fails on its own until it was blamed this often.
    case fails(times: Int)
    /// Crashes the worker's process until it was blamed this often.
    case crashes(times: Int)
    /// Gets nowhere, and does not stop when it is asked to, until it was blamed once.
    case hangs
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
    let behaviour: Behaviour =
      switch Int.random(in: 0..<20, using: &random) {
      case 0, 1: .diverges
      case 2, 3: .fails(times: 1)
      case 4: .fails(times: 3)
      case 5: .crashes(times: 1)
      case 6: .crashes(times: 3)
      case 7: .hangs
      case 8: .isNotReproducible
      default: .succeeds
      }
    return SimulatedTrial(seconds: seconds, behaviour: behaviour)
  }

  /// Steps of its training, with a checkpoint after each but the last.
  var steps: Int { max(1, Int((seconds / 2).rounded(.up))) }

  var stepLength: Duration { .seconds(seconds / Double(steps)) }

  /// Whether it must end in quarantine.
  var isGivenUp: Bool {
    switch behaviour {
    case .fails(let times), .crashes(let times): times >= 3
    default: false
    }
  }

  /// The result's digest that it must end with, whatever goes wrong; nil where it has none or any.
  package func digest(of trial: Int) -> String? {
    guard !isGivenUp, behaviour != .isNotReproducible else { return nil }
    var state = SimulatedState(trial: trial)
    for _ in 0..<steps { state.advance() }
    return state.digest
  }

  /// - Parameters:
  ///   - state: after the last step.
  ///   - run: differs each time.
  func result(_ work: Work, _ state: SimulatedState, run: Int) -> ResultReport {
    let digest = behaviour == .isNotReproducible ? "run-\(run)" : state.digest
    return ResultReport(
      work: work, request: 0, digest: digest, isDiverged: behaviour == .diverges, payload: Data(digest.utf8))
  }
}
