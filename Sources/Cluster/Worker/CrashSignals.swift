import Glibc

/// Has the signals by which a program's own errors end it written to a file before they do.
enum CrashSignals {
  /// Read by signal handlers, which may touch nothing that allocates. Changed by the worker's thread alone; a handler that sees
  /// the old value writes to a file that is closed, which does nothing.
  nonisolated(unsafe) static var descriptor: Int32 = -1

  /// What the handlers replaced, by number: such as the Swift runtime's own, which print where it happened. Allocated once, before
  /// any handler is there, so that handlers can read it.
  nonisolated(unsafe) private static let replaced = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)

  private static let handlers: Void = {
    for number in ProcessEnd.crashSignals {
      replaced[Int(number)] = sigaction()
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        // The number as text: formatting would allocate.
        var text = (UInt8(ascii: "0") + UInt8(number / 10), UInt8(ascii: "0") + UInt8(number % 10), UInt8(ascii: "\n"))
        _ = write(CrashSignals.descriptor, &text, 3)
        // Blocked until this handler returns, then it ends the process as it would have.
        sigaction(number, CrashSignals.replaced + Int(number), nil)
        raise(number)
      }
      // The runtime gives threads a stack of their own for signals: a crash may be an overflow of the usual one.
      action.sa_flags = SA_ONSTACK
      sigaction(number, &action, replaced + Int(number))
    }
  }()

  /// From now on they go to this file.
  static func watch(_ descriptor: Int32) {
    _ = handlers
    self.descriptor = descriptor
  }
}
