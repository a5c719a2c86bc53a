import ArgumentParser
import Foundation

/// `heatsweep bench step`: the time of a training step, with random images and weights.
package struct BenchStepCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Times a whole training step: forward, loss, gradient and Adam.",
    discussion: """
      Images are random, 105 x 135 pixels; so are weights and labels. Two steps are made first and not counted. Prints \
      milliseconds an image, median and minimum over the steps, and the largest memory that the process held.
      """)

  @Option(help: "The network: compact or vgg16.")
  var model: BenchModel = .compact

  @Option(help: "The loss: cce (cross-entropy), or heatmap (the paper's, on HiResCAM of the true class, weight 1).")
  var loss: BenchLoss = .heatmap

  @Option(help: "Images a step.")
  var batch = 16

  @Option(help: "Threads. Only 1 is supported.")
  var threads = 1

  @Option(help: "Steps that are counted.")
  var steps = 8

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func run() throws {
    try Self.require((1...1024).contains(batch), "--batch", "a number from 1 to 1024", batch)
    try Self.require((1...100_000).contains(steps), "--steps", "a number from 1 to 100000", steps)
    try Self.require(threads == 1, "--threads", "1, since a step runs on one thread", threads)
    var step = BenchStep(model: model, loss: loss, batch: batch, seed: 0)
    step.run()
    step.run()
    let clock = ContinuousClock()
    let times = (0..<steps).map { _ in clock.measure { step.run() } / .milliseconds(1) / Double(batch) }
    let timing = StepTiming(model: model, loss: loss, batch: batch, threads: threads, millisecondsPerImage: times)
    print(json ? try timing.json : timing.text)
  }

  private static func require(_ holds: Bool, _ option: String, _ expected: String, _ found: Int) throws {
    guard holds else { throw BenchError(description: "\(option): expected \(expected), found \(found)") }
  }
}

/// An option that cannot be measured, in one line.
struct BenchError: Error, CustomStringConvertible {
  let description: String
}
