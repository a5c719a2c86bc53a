/// An estimate of the time until all trials are done.
package struct TimeLeft: Sendable {
  private var total = 0.0
  private var count = 0

  package init() {}

  /// Notes how long a trial took.
  package mutating func add(seconds: Double) {
    total += seconds
    count += 1
  }

  /// Work left divided by the workers: trials take as long as those that are done took on average, or, before any is
  /// done, as those that run would take at their rate.
  /// - Parameter running: fraction and seconds so far of each trial under way.
  package func seconds(unstarted: Double, running: [(fraction: Double, seconds: Double)], workers: Int) -> Double? {
    guard workers > 0 else { return nil }
    let projected = running.filter { $0.fraction > 0.02 }.map { $0.seconds / $0.fraction }
    let typical: Double
    if count > 0 {
      typical = total / Double(count)
    } else if !projected.isEmpty {
      typical = projected.reduce(0, +) / Double(projected.count)
    } else {
      return nil
    }
    let work = max(0, unstarted) + running.reduce(0) { $0 + 1 - $1.fraction }
    // At the end fewer trials than workers are left.
    return work * typical / min(Double(workers), max(1, unstarted + Double(running.count)))
  }
}

extension Double {
  /// Seconds as people say them: `42 s`, `3 min 05 s`, `2 h 07 min`.
  public var asTime: String {
    guard isFinite, self >= 0, self < 1e9 else { return "unknown" }
    let seconds = Int(self.rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(two(seconds % 60)) s"
    default: "\(seconds / 3600) h \(two(seconds % 3600 / 60)) min"
    }
  }
}
