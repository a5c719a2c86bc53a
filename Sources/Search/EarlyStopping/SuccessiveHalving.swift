/// Early stopping by asynchronous successive halving, ASHA, in its stopping variant (Li, Jamieson, Rostamizadeh, Gonina,
/// Ben-tzur, Hardt, Recht and Talwalkar, "A system for massively parallel hyperparameter tuning", 2020).
///
/// Trials report the value that is to be maximised after some amount of a resource: epochs, steps, images. At each rung, an
/// amount of minimum x factor^k, a trial goes on iff its value is among the best 1/factor of those that trials had there
/// before it: not below their quantile of order 1 - 1/factor, linear between ranks (so do Ray Tune's scheduler and NumPy). No
/// trial waits for another, and the first at a rung goes on.
///
/// The state is a function of the reports in their order. Stored through `Codable`, it goes on where it was.
public struct SuccessiveHalving: Sendable, Equatable {
  /// What a trial is to do after a report.
  public enum Decision: String, Sendable, Codable {
    case `continue`, stop
  }

  /// Every trial gets at least this much before it may be stopped for its value.
  public let minimumResource: Int
  /// Eta: one in about this many trials goes on from each rung.
  public let reductionFactor: Int
  /// What a trial gets that is never stopped.
  public let maximumResource: Int
  /// The amounts of resource at which trials are compared, ascending: minimum x factor^k below the maximum.
  public let rungs: [Int]
  /// For each rung, the values recorded there, ascending.
  var values: [[Double]]
  /// For each trial that has passed any, the number of rungs passed.
  var passed: [Int: Int] = [:]
  var stopped: Set<Int> = []

  /// - Throws: `SearchError` where the minimum is below 1, the factor below 2, or the maximum not above the minimum.
  public init(minimumResource: Int, reductionFactor: Int, maximumResource: Int) throws {
    let subject = "successive halving"
    guard minimumResource >= 1 else {
      throw SearchError(subject, expected: "a minimum resource of at least 1", found: "\(minimumResource)")
    }
    guard reductionFactor >= 2 else {
      throw SearchError(subject, expected: "a reduction factor of at least 2", found: "\(reductionFactor)")
    }
    guard maximumResource > minimumResource else {
      throw SearchError(
        subject, expected: "a maximum resource above the minimum, \(minimumResource)", found: "\(maximumResource)")
    }
    self.minimumResource = minimumResource
    self.reductionFactor = reductionFactor
    self.maximumResource = maximumResource
    var rungs = [minimumResource]
    while let last = rungs.last, last <= (maximumResource - 1) / reductionFactor {
      rungs.append(last * reductionFactor)
    }
    self.rungs = rungs
    values = Array(repeating: [], count: rungs.count)
  }

  /// The trials that were told to stop, ascending.
  public var stoppedTrials: [Int] { stopped.sorted() }

  /// Takes note of a trial's value, and says whether the trial goes on.
  ///
  /// The highest rung that the resource has reached counts; rungs that a report jumped over are passed without a value. A
  /// repeated report changes nothing, and a trial that was stopped stays so. A value that is not finite stops the trial
  /// wherever it is and is not recorded. At the maximum resource the trial is finished, and there is nothing left to stop.
  public mutating func report(trial: Int, resource: Int, value: Double) -> Decision {
    if stopped.contains(trial) { return .stop }
    guard value.isFinite else {
      stopped.insert(trial)
      return .stop
    }
    let reached = rungs.prefix { $0 <= resource }.count
    guard resource < maximumResource, reached > passed[trial, default: 0] else { return .continue }
    passed[trial] = reached
    let rung = reached - 1
    let goesOn = upperQuantile(of: values[rung]).map { value >= $0 } ?? true
    let place = values[rung].firstIndex { $0 >= value } ?? values[rung].endIndex
    values[rung].insert(value, at: place)
    if !goesOn { stopped.insert(trial) }
    return goesOn ? .continue : .stop
  }

  /// The quantile of order 1 - 1/factor of ascending values; nil where there are none.
  private func upperQuantile(of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    // Its distance from the last place is (n - 1)/factor: in whole places and a remainder, so that a value equal to the
    // quantile is never below it by rounding.
    let (whole, remainder) = (values.count - 1).quotientAndRemainder(dividingBy: reductionFactor)
    let above = values[values.count - 1 - whole]
    guard remainder > 0 else { return above }
    let below = values[values.count - 2 - whole]
    return above - (above - below) * (Double(remainder) / Double(reductionFactor))
  }
}
