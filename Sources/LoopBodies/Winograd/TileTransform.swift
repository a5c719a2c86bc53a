/// Some samples of a signal, each one register of channels.
typealias Line<let count: Int> = InlineArray<count, Lanes>

/// Applies a one-dimensional transform to the columns and then to the rows of a tile, one register of channels.
///
/// Source element (row, column) is at `row * sourceRow + column * sourceColumn`; where a row of results goes is `store`'s matter.
///
/// - Parameter scratch: room for 36 registers between the two passes.
@inline(__always)
func transform2D<let inputs: Int, let outputs: Int>(
  scratch: UnsafeMutablePointer<Float>, _ transform: (Line<inputs>) -> Line<outputs>,
  load: (_ row: Int, _ column: Int) -> Lanes, store: (_ row: Int, Line<outputs>) -> Void
) {
  for column in 0..<inputs {
    var samples = Line<inputs>(repeating: .zero)
    for row in 0..<inputs { samples[row] = load(row, column) }
    let line = transform(samples)
    for row in 0..<outputs { line[row].store(to: scratch + (row * inputs + column) * Lanes.scalarCount) }
  }
  for row in 0..<outputs {
    var samples = Line<inputs>(repeating: .zero)
    for column in 0..<inputs { samples[column] = Lanes(at: scratch + (row * inputs + column) * Lanes.scalarCount) }
    store(row, transform(samples))
  }
}

/// Room on the stack for 36 registers, and for a patch of 6 x 6 pixels of one panel.
@inline(__always)
func withScratch(_ body: (_ scratch: UnsafeMutablePointer<Float>, _ patch: UnsafeMutablePointer<Float>) -> Void) {
  withUnsafeTemporaryAllocation(byteCount: 2 * 36 * 16 * 4, alignment: 64) { memory in
    // The allocation is never empty, so it has a base address.
    let scratch = memory.bindMemory(to: Float.self).baseAddress!
    body(scratch, scratch + 36 * 16)
  }
}

/// The same, and room for the places of 36 pixels.
@inline(__always)
func withWindow(
  _ body: (
    _ scratch: UnsafeMutablePointer<Float>, _ patch: UnsafeMutablePointer<Float>, _ pixels: UnsafeMutablePointer<Int>
  ) -> Void
) {
  withScratch { scratch, patch in
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 36) { pixels in
      // The allocation is never empty, so it has a base address.
      body(scratch, patch, pixels.baseAddress!)
    }
  }
}
