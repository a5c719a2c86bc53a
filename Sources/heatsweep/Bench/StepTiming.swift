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
  package init(_ settings: StepSettings, millisecondsPerImage times: [Double]) {
    let sorted = times.sorted()
    (model, loss) = (settings.model.rawValue, settings.loss.rawValue)
    (batch, threads) = (settings.batch, settings.threads)
    medianMilliseconds = sorted[sorted.count / 2].rounded(toPlaces: 3)
    minimumMilliseconds = sorted[0].rounded(toPlaces: 3)
    peakMemory = ProcessMemory.peak
  }

  /// One line.
  package var json: String {
    get throws { try JSONEncoder.stable.encoded(self) }
  }

  /// The same for people.
  package var text: String {
    """
    \(model), \(loss), batch \(batch), \(threads) thread\(threads == 1 ? "" : "s"): \(medianMilliseconds) ms an image \
    (median), \(minimumMilliseconds) ms (minimum), \(peakMemory) MiB at most
    """
  }
}
