/// How a file stores numbers.
struct NumberFormat: Equatable, Sendable {
  enum Kind: Sendable {
    case bool, uint8, int8, uint16, int16, uint32, int32, uint64, int64, float16, float32, float64
  }

  let kind: Kind
  let isBigEndian: Bool

  /// Bytes of a number.
  var size: Int {
    switch kind {
    case .bool, .uint8, .int8: 1
    case .uint16, .int16, .float16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// Appends numbers, the first of which begins at the byte `offset` and each of which `stride` bytes after the one before. Those
  /// that `Number` does not hold exactly are rounded to the nearest, once.
  func append<Number: DecodedNumber>(
    _ count: Int, of bytes: RawSpan, at offset: Int, stride: Int, to numbers: inout [Number]
  ) {
    func each<Stored: FixedWidthInteger & BitwiseCopyable>(_ decode: (Stored) -> Number) {
      numbers.reserveCapacity(numbers.count + count)
      for index in 0..<count {
        // Any bits are a whole number; the span checks the bounds.
        let stored = bytes.unsafeLoadUnaligned(fromByteOffset: offset + index * stride, as: Stored.self)
        numbers.append(decode(isBigEndian ? Stored(bigEndian: stored) : Stored(littleEndian: stored)))
      }
    }
    switch kind {
    case .bool: each { (stored: UInt8) in stored == 0 ? 0 : 1 }
    case .uint8: each { (stored: UInt8) in Number(stored) }
    case .int8: each { (stored: Int8) in Number(stored) }
    case .uint16: each { (stored: UInt16) in Number(stored) }
    case .int16: each { (stored: Int16) in Number(stored) }
    case .uint32: each { (stored: UInt32) in Number(stored) }
    case .int32: each { (stored: Int32) in Number(stored) }
    case .uint64: each { (stored: UInt64) in Number(stored) }
    case .int64: each { (stored: Int64) in Number(stored) }
    case .float16: each { (bits: UInt16) in Number(Float16(bitPattern: bits)) }
    case .float32: each { (bits: UInt32) in Number(Float(bitPattern: bits)) }
    case .float64: each { (bits: UInt64) in Number(Double(bitPattern: bits)) }
    }
  }
}

/// What stored numbers are decoded to. Its initialisers are those that `Float` and `Double` have for each stored type, which are
/// faster than `BinaryFloatingPoint`'s generic ones.
protocol DecodedNumber: BinaryFloatingPoint {
  init(_ value: UInt8)
  init(_ value: Int8)
  init(_ value: UInt16)
  init(_ value: Int16)
  init(_ value: UInt32)
  init(_ value: Int32)
  init(_ value: UInt64)
  init(_ value: Int64)
}

extension Float: DecodedNumber {}
extension Double: DecodedNumber {}
