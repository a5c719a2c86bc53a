/// Some samples of a signal, each one register of channels.
typealias Line<let count: Int> = InlineArray<count, Lanes>

extension InlineArray where Element == Lanes {
  @inline(__always)
  init(from source: UnsafePointer<Float>, stride: Int) {
    self.init(repeating: .zero)
    for index in 0..<count { self[index] = Lanes(at: source + index * stride) }
  }
}

/// Applies a one-dimensional transform to the columns and then to the rows of a tile, one register of channels.
///
/// Source element (row, column) is at `row * sourceRow + column * sourceColumn`; where a row of results goes is `store`'s matter.
///
/// - Parameter scratch: room for 36 registers between the two passes.
@inline(__always)
func transform2D<let inputs: Int, let outputs: Int>(
  _ source: UnsafePointer<Float>, _ sourceRow: Int, _ sourceColumn: Int, scratch: UnsafeMutablePointer<Float>,
  _ transform: (Line<inputs>) -> Line<outputs>, store: (_ row: Int, Line<outputs>) -> Void
) {
  for column in 0..<inputs {
    let line = transform(Line(from: source + column * sourceColumn, stride: sourceRow))
    for row in 0..<outputs { line[row].store(to: scratch + (row * inputs + column) * Lanes.scalarCount) }
  }
  for row in 0..<outputs {
    store(row, transform(Line(from: scratch + row * inputs * Lanes.scalarCount, stride: Lanes.scalarCount)))
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
