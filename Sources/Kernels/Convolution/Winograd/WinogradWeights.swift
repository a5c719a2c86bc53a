import Loops

/// The weights of a 3 x 3 convolution on their way to Winograd's domain: as they are, or turned round for the input's gradient.
struct WinogradWeights {
  let weights: Buffer
  /// Channels of what is convolved; where the weights are turned round, the layer's output channels.
  let inputs: Int
  /// Channels that come out.
  let outputs: Int
  let isTurned: Bool

  /// The whole of the transformed weights, kept beside them.
  func transformed(_ tile: TileSize) -> Matrices {
    let form = DerivedForm.winogradWeights(tile, inputs: inputs, outputs: outputs, isTurned: isTurned)
    let panels = outputs / panelWidth
    let buffer = weights.derivedForm(form) {
      let matrices = Matrices(tile, rows: inputs, panels: panels)
      Threads.divide(panels) { transform($0, into: matrices.matrices.droppingPanels($0.lowerBound)) }
      return matrices.buffer
    }
    return Matrices(buffer: buffer, matrices: FrequencyMatrices(buffer.pointer, tile, rows: inputs, panels: panels))
  }

  /// G g G' of some panels of the outputs.
  func transform(_ panels: Range<Int>, into target: FrequencyMatrices) {
    guard isTurned else {
      return loops.transformWeights(
        WeightPanels(weights.pointer, rows: inputs, channels: outputs, panels: panels), into: target)
    }
    let channels = panels.count * panelWidth
    let turned = Buffer(uninitialized: 9 * inputs * channels)
    for tap in 0..<9 {
      transpose(
        weights.pointer + (tap * outputs + panels.lowerBound * panelWidth) * inputs, rowStride: inputs,
        into: turned.pointer + (8 - tap) * inputs * channels, rowStride: channels, rows: channels, columns: inputs)
    }
    loops.transformWeights(
      WeightPanels(turned.pointer, rows: inputs, channels: channels, panels: 0..<panels.count), into: target)
  }
}

/// Writes a matrix's transpose; rows and columns are multiples of eight.
private func transpose(
  _ source: UnsafePointer<Float>, rowStride: Int, into target: UnsafeMutablePointer<Float>, rowStride targetStride: Int,
  rows: Int, columns: Int
) {
  for row in stride(from: 0, to: rows, by: 8) {
    for column in stride(from: 0, to: columns, by: 8) {
      let from = source + row * rowStride + column
      let to = target + column * targetStride + row
      for index in 0..<8 {
        let element = from + index
        Lanes(
          element[0], element[rowStride], element[2 * rowStride], element[3 * rowStride], element[4 * rowStride],
          element[5 * rowStride], element[6 * rowStride], element[7 * rowStride]
        ).store(to: to + index * targetStride)
      }
    }
  }
}
