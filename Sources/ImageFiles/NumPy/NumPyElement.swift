/// The type of a NumPy array's elements.
enum NumPyElement: Sendable {
  case number(NumberFormat)
  /// `S`: bytes, filled up with zeros.
  case bytes(count: Int)
  /// `U`: code points of 32 bits, filled up with zeros.
  case codePoints(count: Int, isBigEndian: Bool)

  /// Reads NumPy's description: the order of the bytes (`<`, `>`, or `|` where it does not matter), the kind, the size.
  init(_ description: String, _ bytes: FileBytes) throws(ImageFileError) {
    let failure = bytes.failure(
      "expected bool, whole numbers of 8 to 64 bits, floats of 16 to 64 bits or texts, found elements of type "
        + description.quoted)
    let order = description.first
    let type = description.dropFirst()
    guard order == "<" || order == ">" || order == "|", let kind = type.first else { throw failure }
    if kind == "O" { throw bytes.failure("object arrays are not read: they would run what the file says") }
    let digits = type.dropFirst()
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let size = Int(digits), size <= 1 << 30 else {
      throw failure
    }
    let isBigEndian = order == ">"
    switch kind {
    case "S": self = .bytes(count: size)
    case "U": self = .codePoints(count: size, isBigEndian: isBigEndian)
    case "V": throw bytes.failure("expected numbers or texts, found structured elements, which are not read")
    default:
      guard let number = Self.kinds[String(type)] else { throw failure }
      let format = NumberFormat(kind: number, isBigEndian: isBigEndian)
      guard order != "|" || format.size == 1 else { throw failure }
      self = .number(format)
    }
  }

  private static let kinds: [String: NumberFormat.Kind] = [
    "b1": .bool, "u1": .uint8, "i1": .int8, "u2": .uint16, "i2": .int16, "u4": .uint32, "i4": .int32,
    "u8": .uint64, "i8": .int64, "f2": .float16, "f4": .float32, "f8": .float64,
  ]

  /// Bytes of an element.
  var size: Int {
    switch self {
    case .number(let format): format.size
    case .bytes(let count): count
    case .codePoints(let count, _): 4 * count
    }
  }
}
