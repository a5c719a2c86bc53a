import CProcessor
import Loops

/// Between 3 x 3 weights and Winograd's domain.
extension Bodies {
  public static func transformWeights(_ weights: WeightPanels, into target: FrequencyMatrices) {
    switch target.tile {
    case .four: transformWeights(FourTransforms.Weights.self, weights, into: target)
    case .six: transformWeights(SixTransforms.Weights.self, weights, into: target)
    }
  }

  public static func transformWeightGradient(_ weights: WeightPanels, from source: FrequencyMatrices) {
    switch source.tile {
    case .four: transformWeightGradient(FourTransforms.WeightsAdjoint.self, weights, from: source)
    case .six: transformWeightGradient(SixTransforms.WeightsAdjoint.self, weights, from: source)
    }
  }

  @inline(__always)
  private static func transformWeights<T: LineTransform>(
    _: T.Type, _ weights: WeightPanels, into target: FrequencyMatrices
  ) {
    let window = T.To.length
    let matrix = weights.rows * weights.channels
    let frequencyStride = target.frequencyStride
    visit(weights) { offset, panel, row, scratch in
      let to = target.pointer + panel * target.panelStride + row
      for tap in 0..<9 { heatsweep_prefetch(weights.pointer + offset + ahead * weights.channels + tap * matrix) }
      transform2D(
        T.self, scratch: scratch,
        load: { Lanes(at: weights.pointer + offset + ($0 * 3 + $1) * matrix) }
      ) { row, column, sample in
        sample.store(to: to + (row * window + column) * frequencyStride)
      }
    }
  }

  @inline(__always)
  private static func transformWeightGradient<T: LineTransform>(
    _: T.Type, _ weights: WeightPanels, from source: FrequencyMatrices
  ) {
    let window = T.From.length
    let matrix = weights.rows * weights.channels
    let frequencyStride = source.frequencyStride
    visit(weights) { offset, panel, row, scratch in
      let from = source.pointer + panel * source.panelStride + row
      let to = weights.pointer + offset
      for tap in 0..<9 { heatsweep_prefetch_for_writing(to + ahead * weights.channels + tap * matrix) }
      transform2D(
        T.self, scratch: scratch,
        load: { Lanes(at: from + ($0 * window + $1) * frequencyStride) }
      ) { row, column, sample in
        sample.store(to: to + (row * 3 + column) * matrix)
      }
    }
  }

  /// Rows that are asked for ahead: one row of a panel is a single cache line, and the next is too far away for the processor to
  /// foresee.
  private static let ahead = 8

  /// Calls `body` for every register of channels with its offset among the weights, its panel, and its offset in the panel.
  @inline(__always)
  private static func visit(
    _ weights: WeightPanels,
    _ body: (_ offset: Int, _ panel: Int, _ row: Int, _ scratch: UnsafeMutablePointer<Float>) -> Void
  ) {
    withScratch { scratch in
      for row in 0..<weights.rows {
        for panel in weights.panels {
          for lane in stride(from: 0, to: panelWidth, by: Lanes.scalarCount) {
            body(
              row * weights.channels + panel * panelWidth + lane, panel - weights.panels.lowerBound,
              row * panelWidth + lane, scratch)
          }
        }
      }
    }
  }
}
