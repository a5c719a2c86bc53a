/// Eight floats, one AVX2 register: the unit in which the kernels walk over contiguous channels.
typealias Lanes = SIMD8<Float>

extension Lanes {
  /// Loads without asking for alignment; on AVX2 an unaligned load costs nothing extra when the address is aligned.
  @inline(__always)
  init(at pointer: UnsafePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  init(at pointer: UnsafeMutablePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  func store(to pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Lanes.self)
  }
}
