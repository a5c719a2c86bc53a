import ArgumentParser
import Kernels

/// `heatsweep bench step`: the time of a training step, with random images and weights.
package struct BenchStepCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Times a whole training step: forward, loss, gradient and Adam.",
    discussion: """
      Images are random, 105 x 135 pixels; so are weights and labels. Two steps are made first and not counted. Prints \
      milliseconds an image, median and minimum over the steps, and the largest memory that the process held; or, with \
      --profile, where the time goes, layer by layer.
      """)

  @Option(help: "The network: compact or vgg16.")
  var model: BenchModel = .compact

  @Option(help: "The loss: cce (cross-entropy), or heatmap (the paper's, on HiResCAM of the true class, weight 1).")
  var loss: BenchLoss = .heatmap

  @Option(help: "Images a step.")
  var batch = 16

  @Option(help: "Threads that a step may use.")
  var threads = 1

  @Option(help: "Steps that are counted.")
  var steps = 8

  @Flag(help: "Print where the time of a step goes, layer by layer.")
  var profile = false

  @Flag(help: "Print one line of JSON.")
  var json = false

  package init() {}

  package func run() throws {
    try BenchError.require((1...1024).contains(batch), "--batch", "a number from 1 to 1024", batch)
    try BenchError.require((1...100_000).contains(steps), "--steps", "a number from 1 to 100000", steps)
    try BenchError.require((1...1024).contains(threads), "--threads", "a number from 1 to 1024", threads)
    Threads.setCount(threads)
    let settings = StepSettings(model: model, loss: loss, batch: batch, threads: threads)
    var step = BenchStep(settings, seed: 0)
    step.run()
    step.run()
    if profile {
      let profile = step.profile(settings, steps: steps)
      print(json ? try profile.json : profile.text)
    } else {
      let timing = StepTiming(settings, millisecondsPerImage: step.times(steps: steps))
      print(json ? try timing.json : timing.text)
    }
  }
}
