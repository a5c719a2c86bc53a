import ArgumentParser
import Foundation
import Studies

/// `heatsweep bench sweep`: how fast whole runs of a study go, with one worker and with two.
package struct BenchSweepCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Times whole runs of a part of a study, with one worker and with two.",
    discussion: """
      Runs `heatsweep run` in a temporary directory: coordinator, workers, checkpoints, report. Prints images a second, where \
      each pass over an image counts, to train, validate or test; and the time that the whole study would take.
      """)

  @Argument(help: ArgumentHelp("The study file (YAML).", valueName: "study"))
  var study: String

  @Option(help: "Trials of each arm.")
  var trials = 2

  @Option(help: "Most images of each kind: training, validation, test.")
  var images = 600

  @Option(help: "Runs with either number of workers.")
  var rounds = 1

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func run() throws {
    try BenchError.require((1...1000).contains(rounds), "--rounds", "a number from 1 to 1000", rounds)
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
