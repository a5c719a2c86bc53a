import Foundation

/// What the system says of this process's memory.
enum ProcessMemory {
  /// The largest that the process held so far, in MiB.
  static var peak: Int {
    // Linux counts kilobytes.
    Int(usage.ru_maxrss) / 1024
  }

  /// Pages that the system has given so far.
  static var pageFaults: Int { Int(usage.ru_minflt) + Int(usage.ru_majflt) }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return usage
  }
}
