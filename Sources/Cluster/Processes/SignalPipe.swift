import Glibc

/// Turns signals into bytes of a pipe, so that the one loop that waits for messages also waits for signals. One a process.
final class SignalPipe {
  /// Written by signal handlers, which may touch nothing else. Set before any handler is installed, never changed after.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  let readEnd: Int32
  private let signals: [Int32]

  init(_ signals: [Int32]) throws {
    let pipe = try makePipe()
    readEnd = pipe.readEnd
    Self.writeEnd = pipe.writeEnd
    self.signals = signals
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in signals {
      sigaddset(&wanted, number)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(SignalPipe.writeEnd, &byte, 1)
        errno = saved
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
    // Whoever started us may have had them blocked.
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  deinit {
    for number in signals { restore(number) }
    let writeEnd = Self.writeEnd
    Self.writeEnd = -1
    close(writeEnd)
    close(readEnd)
  }

  /// The signals that came since the last call, in order.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(readEnd, &bytes, bytes.count)
    return count > 0 ? bytes[..<count].map(Int32.init) : []
  }

  /// Gives a signal its usual effect back: the next Ctrl-C ends the process at once.
  func restore(_ number: Int32) { signal(number, SIG_DFL) }
}

/// A pipe whose ends are not passed on to child processes, and do not block unless told otherwise.
func makePipe(blocks: Bool = false) throws -> (readEnd: Int32, writeEnd: Int32) {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { throw ClusterError("pipe: \(String(cString: strerror(errno)))") }
  for end in ends {
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    if !blocks { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }
  return (ends[0], ends[1])
}
