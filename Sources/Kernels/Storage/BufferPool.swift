import Synchronization

/// Memory for buffers, handed back and out again, so that a training step in steady state asks the system for nothing.
///
/// Blocks are kept by size, rounded up so that few sizes exist; a block is 64-byte aligned, the width of a cache line and of
/// the widest vector register.
enum BufferPool {
  private static let alignment = 64

  /// Free blocks by capacity in floats. The pointers are unowned memory, so that the lock is all the safety they need.
  private struct FreeLists: @unchecked Sendable {
    var blocks: [Int: [UnsafeMutableRawPointer]] = [:]
  }

  private static let free = Mutex(FreeLists())

  /// The capacity that `take(count)` provides: the next of four steps per power of two, at least 16 floats.
  static func capacity(for count: Int) -> Int {
    guard count > 16 else { return 16 }
    let power = Int.bitWidth - (count - 1).leadingZeroBitCount
    let step = max(16, 1 << max(0, power - 3))
    return (count + step - 1) / step * step
  }

  static func take(capacity: Int) -> UnsafeMutableRawPointer {
    let reused = free.withLock { lists in Block(pointer: lists.blocks[capacity]?.popLast()) }
    return reused.pointer
      ?? UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Float>.stride, alignment: alignment)
  }

  static func giveBack(_ pointer: UnsafeMutableRawPointer, capacity: Int) {
    let block = Block(pointer: pointer)
    free.withLock { lists in
      if let pointer = block.pointer { lists.blocks[capacity, default: []].append(pointer) }
    }
  }

  /// Carries a pointer across the lock: whoever holds the block is its only owner.
  private struct Block: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer?
  }
}
