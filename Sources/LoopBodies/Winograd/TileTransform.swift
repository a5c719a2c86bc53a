import Loops

/// Some samples of a signal, each one register of channels.
typealias Line<let count: Int> = InlineArray<count, Lanes>

/// Applies a one-dimensional transform to the columns and then to the rows of a tile, one register of channels.
///
/// - Parameters:
///   - scratch: room for 36 registers between the two passes.
///   - load: an element of the tile.
///   - store: takes a row of results.
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

/// Room on the stack for 36 registers.
@inline(__always)
func withScratch(_ body: (UnsafeMutablePointer<Float>) -> Void) {
  withUnsafeTemporaryAllocation(byteCount: 36 * panelWidth * MemoryLayout<Float>.stride, alignment: 64) { memory in
    // The allocation is never empty, so it has a base address.
    body(memory.bindMemory(to: Float.self).baseAddress!)
  }
}
