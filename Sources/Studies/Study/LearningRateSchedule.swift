import Foundation

/// How a trial's learning rate changes over its training: up from near zero first, down to near zero in the end.
///
/// A high rate moves a model far in few steps, and so does harm at both ends: to Adam's moments, which know little at first, and to
/// weights that are nearly right. A schedule allows the high rate in between.
public struct LearningRateSchedule: Codable, Sendable, Equatable {
  /// How the rate falls after the warm-up.
  public enum Decay: String, Codable, Sendable, CaseIterable {
    /// It does not.
    case none
    /// Along a straight line to zero.
    case linear
    /// Along half a cosine's period to zero: slowly first and last (Loshchilov and Hutter, 2017, without restarts).
    case cosine
  }

  /// The share of all steps, 0 to 1, over which the rate rises along a straight line to the trial's learning rate.
  public var warmUp: Double
  /// How the rate falls in the steps after it.
  public var decay: Decay

  /// A schedule of these parts.
  public init(warmUp: Double, decay: Decay) {
    self.warmUp = warmUp
    self.decay = decay
  }

  /// The same learning rate from the first step to the last.
  public static let constant = LearningRateSchedule(warmUp: 0, decay: .none)

  /// What the learning rate is multiplied by in a step.
  ///
  /// - Parameters:
  ///   - step: from 0, over all epochs.
  ///   - steps: of the whole training, more than `step`.
  /// - Returns: above 0, so that no step is for nothing, and at most 1.
  public func factor(step: Int, of steps: Int) -> Double {
    let warmUpSteps = Int((warmUp * Double(steps)).rounded())
    if step < warmUpSteps { return Double(step + 1) / Double(warmUpSteps + 1) }
    // 0 in the first step after the warm-up; 1 would be the one after the last.
    let progress = Double(step - warmUpSteps) / Double(steps - warmUpSteps)
    switch decay {
    case .none: return 1
    case .linear: return 1 - progress
    case .cosine: return (1 + cos(.pi * progress)) / 2
    }
  }
}
