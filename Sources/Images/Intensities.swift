/// The intensities of images, in as many bits as they were given.
public enum Intensities: Sendable, Equatable {
  /// 0 to 255.
  case bytes([UInt8])
  /// 0 to 65,535.
  case words([UInt16])

  /// How many numbers there are.
  public var count: Int {
    switch self {
    case .bytes(let values): values.count
    case .words(let values): values.count
    }
  }

  /// Some of them, each between 0 and 255: for pictures, not for computing.
  public func bytes(in range: Range<Int>) -> [UInt8] {
    switch self {
    case .bytes(let values): Array(values[range])
    case .words(let values): values[range].map { UInt8((UInt32($0) + 128) / 257) }
    }
  }

  /// Some of them as a network takes them: from -1, black, to 1, white (study, section 1).
  public func forEachInput(in range: Range<Int>, _ body: (Float) -> Void) {
    switch self {
    case .bytes(let values):
      values.withUnsafeBufferPointer { values in for index in range { body(Float(values[index]) / 127.5 - 1) } }
    case .words(let values):
      values.withUnsafeBufferPointer { values in for index in range { body(Float(values[index]) / 32767.5 - 1) } }
    }
  }

  /// Some of them.
  public func slice(_ range: Range<Int>) -> Intensities {
    switch self {
    case .bytes(let values): .bytes(Array(values[range]))
    case .words(let values): .words(Array(values[range]))
    }
  }

  /// Puts some of others, of as many bits, behind them.
  mutating func append(_ others: Intensities, in range: Range<Int>) {
    switch (self, others) {
    case (.bytes(var own), .bytes(let values)):
      // One owner at a time, so that the array grows in place.
      self = .bytes([])
      own += values[range]
      self = .bytes(own)
    case (.words(var own), .words(let values)):
      self = .words([])
      own += values[range]
      self = .words(own)
    default: preconditionFailure("intensities of 8 and of 16 bits do not go together")
    }
  }

  /// Puts others, of as many bits, behind them.
  public mutating func append(_ others: Intensities) { append(others, in: 0..<others.count) }

  /// Takes memory for so many at once.
  mutating func reserveCapacity(_ count: Int) {
    switch self {
    case .bytes(var own):
      own.reserveCapacity(count)
      self = .bytes(own)
    case .words(var own):
      own.reserveCapacity(count)
      self = .words(own)
    }
  }

  /// Their bytes; of 16 bits the lower eight first.
  var encoded: [UInt8] {
    switch self {
    case .bytes(let values): values
    case .words(let values): values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    }
  }

  init(encoded bytes: [UInt8], bits: Int) {
    if bits == 8 {
      self = .bytes(bytes)
    } else {
      self = .words((0..<bytes.count / 2).map { UInt16(bytes[2 * $0]) | UInt16(bytes[2 * $0 + 1]) << 8 })
    }
  }
}
