import ArgumentParser

/// `--threads` where local workers are started: a sweep is fastest with one-thread workers, a single model with several threads.
struct ThreadsOption: ParsableArguments {
  @Option(help: ArgumentHelp("Threads of each worker.", valueName: "n"))
  var threads = 1

  func validate() throws { try Self.validate(threads) }

  static func validate(_ threads: Int) throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("Expected between 1 and 1024 for --threads, found \(threads).")
    }
  }

  /// Workers of this machine by default, so that their threads are one a core.
  var workers: Int { max(1, SweepSession.cores / threads) }
}
