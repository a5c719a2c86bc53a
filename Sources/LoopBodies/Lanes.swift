#if LANES16
  /// One AVX-512 register of floats.
  typealias Lanes = SIMD16<Float>
#else
  /// One AVX2 register of floats, or two of NEON's.
  typealias Lanes = SIMD8<Float>
#endif

extension Lanes {
  /// Loads without asking for alignment; an unaligned load costs nothing extra when the address is aligned.
  @inline(__always)
  init(at pointer: UnsafePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }

  @inline(__always)
  func store(to pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }

  /// This plus a scalar times a vector, rounded once.
  @inline(__always)
  func addingProduct(_ factor: Float, _ other: Self) -> Self {
    addingProduct(Self(repeating: factor), other)
  }
}
