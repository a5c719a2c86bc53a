import ArgumentParser
import Foundation
import Studies

/// `heatsweep bench sweep`: what sweeping itself costs, or how fast whole runs of a study go.
package struct BenchSweepCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Times a sweep of trials that do nothing, or whole runs of a part of a study.",
    discussion: """
      Without a study: trials that do nothing, on real worker processes, everything durable as always; prints trials a second.

      With a study: coordinator, workers, checkpoints, report, with one worker and with two. Prints images a second, where each \
      pass over an image counts, to train, validate or test; the share of the time in which workers compute; and the time that \
      the whole study would take.
      """)

  @Argument(help: ArgumentHelp("The study file (YAML).", valueName: "study"))
  var study: String?

  @Option(help: "Trials; of each arm where a study is given. 2000 without a study, 2 with one, by default.")
  var trials: Int?

  @Option(help: "Worker processes, without a study; 2 by default.")
  var workers: Int?

  @Option(help: "With a study: most images of each kind, training, validation, test; 600 by default.")
  var images: Int?

  @Option(help: "With a study: runs with either number of workers; 1 by default.")
  var rounds: Int?

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func validate() throws {
    guard study != nil || (images == nil && rounds == nil) else {
      throw ValidationError("Expected a study where --images or --rounds is given.")
    }
    guard study == nil || workers == nil else {
      throw ValidationError("Expected no --workers where a study is given: it is run with one and with two.")
    }
  }

  package func run() throws {
    if let study { try time(study) } else { try timeNothing() }
  }

  private func timeNothing() throws {
    let (trials, workers) = (trials ?? 2000, workers ?? 2)
    try BenchError.require((1...100_000).contains(trials), "--trials", "a number from 1 to 100000", trials)
    try BenchError.require((1...1024).contains(workers), "--workers", "a number from 1 to 1024", workers)
    let overhead = try SweepOverhead(trials: trials, workers: workers)
    print(json ? try JSONEncoder.stable.encoded(overhead) : overhead.text)
  }

  private func time(_ study: String) throws {
    let (rounds, trials, images) = (rounds ?? 1, trials ?? 2, images ?? 600)
    try BenchError.require((1...1000).contains(rounds), "--rounds", "a number from 1 to 1000", rounds)
    try BenchError.require((1...100_000).contains(trials), "--trials", "a number from 1 to 100000", trials)
    try BenchError.require(
      (4...100_000).contains(images) && images.isMultiple(of: 4), "--images", "a multiple of 4 from 4 to 100000", images
    )
    let whole = try StudyFile.load(path: study).study
    var runs: [SweepRun] = []
    // In turn, so that a drift of the machine's speed meets both.
    for _ in 0..<rounds {
      for workers in [1, 2] {
        runs.append(try SweepRun(study: study, trials: trials, images: images, workers: workers))
      }
    }
    let rates = try SweepRates(study: whole, runs: runs)
    print(json ? try JSONEncoder.stable.encoded(rates) : rates.text)
  }
}
