import Files
import Foundation
import Glibc
import Synchronization

/// Does what a test asked for at a fault point.
///
/// `FIXTURE_FAULT="ROLE POINT N ACTION MARKER"`: the first process of this role (`coordinator` or `worker`) that passes the point for
/// its N-th time makes the file MARKER, and is killed (`kill`) or stopped until somebody continues it (`stop`). Where the file is
/// there already, nothing happens: a process that was started again goes on.
///
/// `FIXTURE_PASSED=FILE`: appends `ROLE POINT` to the file whenever a point is passed.
enum FaultInjection {
  private struct Fault {
    let point: FaultPoint
    let occurrence: Int
    let signal: Int32
    let marker: String
  }

  /// To be called before anything else.
  static func install(role: String, environment: [String: String]) {
    let fault = environment["FIXTURE_FAULT"].flatMap { parse($0, role) }
    let passed = environment["FIXTURE_PASSED"]
    guard fault != nil || passed != nil else { return }
    let count = Mutex(0)
    FaultPoint.handler = { point in
      if let passed { append("\(role) \(point.rawValue)\n", to: passed) }
      guard let fault, point == fault.point else { return }
      let isDue = count.withLock { count in
        count += 1
        return count == fault.occurrence
      }
      guard isDue else { return }
      let marker = open(fault.marker, O_CREAT | O_EXCL | O_WRONLY, 0o600)
      guard marker >= 0 else { return }
      close(marker)
      // To this thread, so that it gets no further; the whole process ends or stops with it.
      raise(fault.signal)
    }
  }

  private static func parse(_ text: String, _ role: String) -> Fault? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 5, words[0] == role, let point = FaultPoint(rawValue: words[1]), let number = Int(words[2])
    else { return nil }
    return Fault(
      point: point, occurrence: number, signal: words[3] == "stop" ? SIGSTOP : SIGKILL, marker: words[4])
  }

  private static func append(_ line: String, to path: String) {
    let file = open(path, O_CREAT | O_APPEND | O_WRONLY, 0o600)
    guard file >= 0 else { return }
    _ = line.withCString { write(file, $0, strlen($0)) }
    close(file)
  }
}
