import Foundation
import Synchronization

/// Memory for buffers, handed back and out again, so that a training step in steady state asks the system for nothing.
///
/// Blocks are kept by size, rounded up so that few sizes exist; a block is 64-byte aligned, the width of a cache line and of
/// the widest vector register.
enum BufferPool {
  private static let alignment = 64
  private static let hugePage = 2 << 20
  /// Bytes from which a block is put on huge pages: large weights are read a cache line here and a cache line there, and with small
  /// pages would wait for the translation of every other address.
  private static let largeBlock = 4 << 20

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
    return reused.pointer ?? allocate(byteCount: capacity * MemoryLayout<Float>.stride)
  }

  private static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
    guard byteCount >= largeBlock else {
      return UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: alignment)
    }
    let block = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: hugePage)
    // A wish that changes nothing but speed: a system without huge pages refuses, and that does not matter.
    _ = madvise(block, byteCount, MADV_HUGEPAGE)
    return block
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
