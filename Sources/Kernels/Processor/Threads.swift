import Dispatch
import Synchronization

/// How many threads one kernel may use. Results do not depend on it: work is divided so that every sum has one fixed order.
public enum Threads {
  private static let limit = Atomic<Int>(1)

  /// One unless set: a sweep keeps the cores busy with one-thread workers.
  public static var count: Int { limit.load(ordering: .relaxed) }

  /// - Parameter count: at least 1.
  public static func setCount(_ count: Int) {
    precondition(count >= 1, "a kernel needs at least one thread")
    limit.store(count, ordering: .relaxed)
  }

  /// Divides `0..<count` into at most `Threads.count` contiguous parts and works on them at the same time.
  ///
  /// - Parameter smallest: the number of elements below which a further thread does not pay.
  @inline(__always)
  static func divide(_ count: Int, smallest: Int = 1, _ body: (Range<Int>) -> Void) {
    let parts = max(1, min(Self.count, count / smallest))
    guard parts > 1 else { return body(0..<count) }
    withoutActuallyEscaping(body) { body in
      // Safe to share: the parts are disjoint, and all are done before this returns.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        body(count * part / parts..<count * (part + 1) / parts)
      }
    }
  }
}
