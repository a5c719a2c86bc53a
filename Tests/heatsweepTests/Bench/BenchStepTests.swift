import Foundation
import Testing
import heatsweep

@Suite struct BenchStepTests {
  @Test func timingsAreSummedUp() throws {
    let timing = StepTiming(
      StepSettings(model: .compact, loss: .heatmap, batch: 16), millisecondsPerImage: [4, 1.23456, 2, 9, 3])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(timing.json.utf8)) as? [String: any Sendable])
    #expect(object["engine"] as? String == "heatsweep")
    #expect(object["model"] as? String == "compact")
    #expect(object["loss"] as? String == "heatmap")
    #expect(object["batch"] as? Int == 16)
    #expect(object["threads"] as? Int == 1)
    #expect(object["ms_per_image_median"] as? Double == 3)
    #expect(object["ms_per_image_min"] as? Double == 1.235)
    #expect(try #require(object["peak_rss_mb"] as? Int) > 0)
    #expect(try !timing.json.contains("\n") && !timing.text.contains("\n"))
  }

  /// A step trains: the loss on its images falls.
  @Test(arguments: BenchLoss.allCases) func stepsTrain(loss: BenchLoss) {
    var step = BenchStep(StepSettings(model: .compact, loss: loss, batch: 2), seed: 1)
    let losses = (0..<6).map { _ in step.run() }
    #expect(losses.allSatisfy { $0.isFinite && $0 > 0 })
    #expect(losses[5] < losses[0])
  }

  @Test(arguments: [
    (["--threads", "2000"], "--threads: expected a number from 1 to 1024, found 2000"),
    (["--threads", "0"], "--threads: expected a number from 1 to 1024, found 0"),
    (["--batch", "0"], "--batch: expected a number from 1 to 1024, found 0"),
    (["--batch", "9223372036854775807"], "--batch: expected a number from 1 to 1024, found 9223372036854775807"),
    (["--steps=-1"], "--steps: expected a number from 1 to 100000, found -1"),
  ])
  func whatCannotBeMeasuredIsOneLine(arguments: [String], message: String) throws {
    let command = try BenchStepCommand.parse(arguments)
    let error = #expect(throws: (any Error).self) { try command.run() }
    #expect(error.map { "\($0)" } == message)
  }

  @Test(arguments: [["--model", "resnet"], ["--loss", "mse"], ["--batch", "many"]])
  func unknownChoicesAreRefused(arguments: [String]) {
    #expect(throws: (any Error).self) { try BenchStepCommand.parse(arguments) }
  }
}
