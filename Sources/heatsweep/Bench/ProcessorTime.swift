import Glibc

/// Seconds of CPU time, of the program's own and of the system's on its behalf.
enum ProcessorTime {
  static var ofThisProcess: Double { seconds(RUSAGE_SELF) }

  /// Of the child processes that have ended and were waited for.
  static var ofChildren: Double { seconds(RUSAGE_CHILDREN) }

  private static func seconds(_ who: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(Int32(who.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
