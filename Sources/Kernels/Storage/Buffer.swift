import Loops
import Synchronization

/// Contiguous Float32 memory from the pool, written by the kernel that makes it and only read afterwards, unless a kernel is its
/// only owner.
///
/// `@unchecked Sendable`: after its kernel returns, nothing that others could see is written to `pointer`, and `derived` is behind
/// a lock.
public final class Buffer: @unchecked Sendable {
  public let count: Int
  /// Unsafe so that kernels can vectorise without bounds checks; valid for `count` floats while the buffer lives.
  public let pointer: UnsafeMutablePointer<Float>
  private let capacity: Int
  private let derived = Mutex<[DerivedForm: Buffer]>([:])

  /// Uninitialised memory: the kernel that asks for it must write every element.
  public init(uninitialized count: Int) {
    precondition(count >= 0, "a buffer's count must not be negative")
    self.count = count
    capacity = BufferPool.capacity(for: count)
    pointer = BufferPool.take(capacity: capacity).bindMemory(to: Float.self, capacity: capacity)
  }

  public convenience init(repeating value: Float, count: Int) {
    self.init(uninitialized: count)
    pointer.update(repeating: value, count: count)
  }

  public convenience init(_ values: [Float]) {
    self.init(uninitialized: values.count)
    values.withUnsafeBufferPointer { source in
      // An empty array may have no base address, and then there is nothing to copy.
      if let base = source.baseAddress { pointer.update(from: base, count: values.count) }
    }
  }

  deinit {
    BufferPool.giveBack(UnsafeMutableRawPointer(pointer), capacity: capacity)
  }

  public var array: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  public subscript(index: Int) -> Float {
    precondition(index >= 0 && index < count, "buffer index out of range")
    return pointer[index]
  }

  /// Whether every element is a number: neither infinite nor NaN.
  public var isFinite: Bool {
    var sum: Float = 0
    // Zero times a finite number is zero; times infinity or NaN it is NaN, and stays so.
    for index in 0..<count { sum += pointer[index] * 0 }
    return sum == 0
  }

  /// A form of this buffer's contents that costs something to compute and is needed more than once; kept while the buffer lives.
  func derivedForm(_ form: DerivedForm, compute: () -> Buffer) -> Buffer {
    if let known = derived.withLock({ $0[form] }) { return known }
    let computed = compute()
    derived.withLock { $0[form] = computed }
    return computed
  }
}

/// What can be kept beside a buffer's contents.
enum DerivedForm: Hashable {
  /// The weights in Winograd's domain, as they are for the forward pass, or turned round for the input gradient.
  case winogradWeights(TileSize, inputs: Int, outputs: Int, isTurned: Bool)
}

extension Buffer {
  /// A second buffer with the same contents.
  public convenience init(copying other: Buffer) {
    self.init(uninitialized: other.count)
    pointer.update(from: other.pointer, count: other.count)
  }
}
