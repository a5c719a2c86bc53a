/// How a safetensors file stores the elements of a tensor, by the format's name.
enum NumberFormat: String {
  case float32 = "F32"
  case float16 = "F16"
  /// The upper half of a Float32.
  case bfloat16 = "BF16"

  /// Bytes an element, of these and of the types that are only stepped over; nil for a type that the format does not have.
  static func bytes(ofType name: String) -> Int? {
    switch name {
    case "BOOL", "U8", "I8", "F8_E4M3", "F8_E5M2": 1
    case "F16", "BF16", "I16", "U16": 2
    case "F32", "I32", "U32": 4
    case "F64", "I64", "U64": 8
    default: nil
    }
  }

  /// Converts little-endian elements to Float32, which holds every value of all three types exactly.
  /// - Parameter target: has room for them.
  func convert(_ bytes: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<Float>) {
    switch self {
    case .float32:
      UnsafeMutableRawBufferPointer(start: target, count: bytes.count).copyMemory(from: bytes)
    case .float16:
      for (index, pattern) in patterns(bytes).enumerated() { target[index] = Float(Float16(bitPattern: pattern)) }
    case .bfloat16:
      for (index, pattern) in patterns(bytes).enumerated() {
        target[index] = Float(bitPattern: UInt32(pattern) << 16)
      }
    }
  }

  /// The elements of a type of two bytes; they need not lie at an even address.
  private func patterns(_ bytes: UnsafeRawBufferPointer) -> some Sequence<UInt16> {
    (0..<bytes.count / 2).lazy.map {
      UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
    }
  }
}
