/// Why a statistic does not exist for the numbers given. Its description is one line that can be shown to a user.
public struct StatisticsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with the numbers.
  public enum Problem: Equatable, Sendable {
    /// There are fewer numbers than the statistic needs.
    case tooFew(needed: Int, found: Int)
    /// There are more numbers than the method is valid for.
    case tooMany(limit: Int, found: Int)
    /// A value is NaN; the position counts from 1.
    case notANumber(position: Int)
    /// A value is infinite; the position counts from 1.
    case infinite(position: Int)
    /// All values are the same, so that there is no spread to divide by.
    case constant
    /// A value occurs more than once, and the method is for distinct values only.
    case tied
    /// Something else than numbers of the kind needed; both texts are parts of the sentence shown.
    case unexpected(expected: String, found: String)
  }

  /// The numbers meant, as a user would call them: "first sample", "sample", "samples".
  public var subject: String
  public var problem: Problem

  public init(_ subject: String, _ problem: Problem) {
    self.subject = subject
    self.problem = problem
  }

  public var description: String {
    switch problem {
    case .tooFew(let needed, let found): "\(subject): expected at least \(needed) numbers, found \(found)"
    case .tooMany(let limit, let found): "\(subject): expected at most \(limit) numbers, found \(found)"
    case .notANumber(let position): "\(subject): expected a number at position \(position), found NaN"
    case .infinite(let position): "\(subject): expected a finite number at position \(position), found an infinity"
    case .constant: "\(subject): expected values that differ, found the same value throughout"
    case .tied: "\(subject): expected distinct values for the exact method, found ties"
    case .unexpected(let expected, let found): "\(subject): expected \(expected), found \(found)"
    }
  }
}
