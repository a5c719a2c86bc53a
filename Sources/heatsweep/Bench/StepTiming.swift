import Foundation

/// What `heatsweep bench step` found.
package struct StepTiming: Encodable {
  package let engine = "heatsweep"
  package let model: String
  package let loss: String
  package let batch: Int
  package let threads: Int
  package let medianMilliseconds: Double
  package let minimumMilliseconds: Double
  /// The largest memory that the process held so far, in MiB.
  package let peakMemory: Int

  private enum CodingKeys: String, CodingKey {
    case engine, model, loss, batch, threads
    case medianMilliseconds = "ms_per_image_median"
    case minimumMilliseconds = "ms_per_image_min"
    case peakMemory = "peak_rss_mb"
  }

  /// - Parameter times: milliseconds an image of each step, at least one.
  package init(model: BenchModel, loss: BenchLoss, batch: Int, threads: Int, millisecondsPerImage times: [Double]) {
    func rounded(_ time: Double) -> Double { (time * 1000).rounded() / 1000 }
    let sorted = times.sorted()
    (self.model, self.loss, self.batch, self.threads) = (model.rawValue, loss.rawValue, batch, threads)
    medianMilliseconds = rounded(sorted[sorted.count / 2])
    minimumMilliseconds = rounded(sorted[0])
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    // Linux counts kilobytes.
    peakMemory = Int(usage.ru_maxrss) / 1024
  }

  /// One line.
  package var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The same for people.
  package var text: String {
    """
    \(model), \(loss), batch \(batch), \(threads) thread: \(medianMilliseconds) ms an image (median), \
    \(minimumMilliseconds) ms (minimum), \(peakMemory) MiB at most
    """
  }
}
