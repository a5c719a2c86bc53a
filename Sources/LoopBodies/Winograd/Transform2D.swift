import Loops

/// Applies a one-dimensional transform to the columns and then to the rows of a tile, one register of channels.
///
/// - Parameters:
///   - scratch: room for 64 registers between the two passes.
///   - load: an element of the tile.
///   - store: takes an element of the result.
@inline(__always)
func transform2D<T: LineTransform>(
  _: T.Type, scratch: UnsafeMutablePointer<Float>, load: (_ row: Int, _ column: Int) -> Lanes,
  store: (_ row: Int, _ column: Int, Lanes) -> Void
) {
  for column in 0..<T.From.length {
    T.apply(T.From { row in load(row, column) }).visit { row, sample in
      sample.store(to: scratch + (row * T.From.length + column) * Lanes.scalarCount)
    }
  }
  for row in 0..<T.To.length {
    let samples = T.From { column in Lanes(at: scratch + (row * T.From.length + column) * Lanes.scalarCount) }
    T.apply(samples).visit { column, sample in store(row, column, sample) }
  }
}

/// Room on the stack for 64 registers.
@inline(__always)
func withScratch(_ body: (UnsafeMutablePointer<Float>) -> Void) {
  withUnsafeTemporaryAllocation(byteCount: 64 * panelWidth * MemoryLayout<Float>.stride, alignment: 64) { memory in
    // The allocation is never empty, so it has a base address.
    body(memory.bindMemory(to: Float.self).baseAddress!)
  }
}
