import Autodiff
import Foundation
import Networks

/// Where the time of a training step goes: what `heatsweep bench step --profile` prints.
package struct StepProfile: Encodable {
  package let engine = "heatsweep"
  package let model: String
  package let loss: String
  package let batch: Int
  package let threads: Int
  package let steps: Int
  /// Of a whole step, the mean over the steps; the rows' times add up to it.
  package let milliseconds: Double
  /// The largest memory that the process held so far, in MiB.
  package let peakMemory: Int
  /// Pages of memory that the system gave in a step; memory that comes back from the pool costs none.
  package let pageFaults: Int
  package let rows: [Row]

  private enum CodingKeys: String, CodingKey {
    case engine, model, loss, batch, threads, steps, rows
    case milliseconds = "ms_per_image"
    case peakMemory = "peak_rss_mb"
    case pageFaults = "page_faults_per_step"
  }

  /// - Parameters:
  ///   - spent: over all steps; what it lacks of `elapsed` goes to the row `other`.
  ///   - elapsed: the wall-clock time of all steps.
  ///   - pageFaults: over all steps.
  package init(
    settings: StepSettings, steps: Int, spent: [Profile.Label: Duration], elapsed: Duration, pageFaults: Int
  ) {
    (model, loss) = (settings.model.rawValue, settings.loss.rawValue)
    (batch, threads) = (settings.batch, settings.threads)
    self.steps = steps
    self.pageFaults = pageFaults / steps
    peakMemory = ProcessMemory.peak
    let images = Double(steps * settings.batch)
    let milliseconds = elapsed / .milliseconds(1) / images
    self.milliseconds = milliseconds
    let missing = elapsed - spent.values.reduce(.zero, +)
    let spent = spent.merging([BenchStep.other: missing], uniquingKeysWith: +)
    let work = ConvolutionWork.ofLayers(of: settings.model.network)
    rows = Self.places(spent, settings).map { place in
      func time(_ pass: Profile.Pass?) -> Double {
        (spent[Profile.Label(place, pass)] ?? .zero) / .milliseconds(1) / images
      }
      let convolution = work[place]
      return Row(
        place: place, forward: time(.forward), backward: time(.backward), secondOrder: time(.secondOrder),
        rest: time(nil), step: milliseconds, forwardOperations: convolution?.forward,
        backwardOperations: convolution?.backward)
    }
  }

  /// In the order of the step; what nobody told this file about stands before the last, which is everything else.
  private static func places(_ spent: [Profile.Label: Duration], _ settings: StepSettings) -> [String] {
    let network = settings.model.network
    let known =
      network.convolutions.map(\.name) + [Network.lastPooling] + network.dense.map(\.name)
      + BenchStep.parts
    let measured = Set(spent.keys.map(\.place))
    let others = measured.subtracting(known).subtracting([BenchStep.other.place]).sorted()
    return known.filter(measured.contains) + others + [BenchStep.other.place]
  }
}
