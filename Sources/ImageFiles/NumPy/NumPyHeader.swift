import Foundation

/// What stands before the elements in a `.npy` file: formats 1.0 to 3.0 of NumPy Enhancement Proposal 1.
struct NumPyHeader {
  let shape: [Int]
  let isFortranOrder: Bool
  let element: NumPyElement
  /// Elements of the array.
  let count: Int
  /// The byte at which the elements begin.
  let start: Int

  /// NumPy allows no more axes.
  private static let mostAxes = 64

  init(_ bytes: FileBytes) throws(ImageFileError) {
    guard bytes.has([0x93] + Array("NUMPY".utf8)) else {
      throw bytes.failure("expected a NumPy array, found other contents")
    }
    let version = try bytes.integer(UInt8.self, at: 6)
    guard (1...3).contains(version) else {
      throw bytes.failure("expected format 1 to 3 of NumPy's files, found \(version)")
    }
    let first = version == 1 ? 10 : 12
    let length = version == 1 ? Int(try bytes.integer(UInt16.self, at: 8)) : Int(try bytes.integer(UInt32.self, at: 8))
    guard length <= 1 << 16 else {
      throw bytes.failure("expected a NumPy header of at most \(1 << 16) bytes, found \(length)")
    }
    start = first + length
    let text = String(decoding: try bytes.part(first, count: length).data, as: UTF8.self)
    let fields = try Self.fields(text, bytes)
    guard let shape = fields.shape, let order = fields.isFortranOrder, let description = fields.description else {
      throw bytes.failure("expected 'descr', 'fortran_order' and 'shape' in the NumPy header, found \(text.quoted)")
    }
    (self.shape, isFortranOrder) = (shape, order)
    element = try NumPyElement(description, bytes)
    guard shape.count <= Self.mostAxes, let count = Limits.product(shape),
      let size = Limits.product([count, element.size])
    else { throw bytes.failure("expected a shape that fits in a file, found \(NumPyArray.words(shape))") }
    self.count = count
    guard size == bytes.count - start else {
      throw bytes.failure(
        "expected \(size) bytes for the shape \(NumPyArray.words(shape)), found \(bytes.count - start)")
    }
    // Elements without bytes would make a small file's array a large one.
    guard element.size > 0 || count == 0 else { throw bytes.failure("expected texts, found elements without bytes") }
  }

  private static func fields(
    _ text: String, _ bytes: FileBytes
  ) throws(ImageFileError) -> (shape: [Int]?, isFortranOrder: Bool?, description: String?) {
    var literal = PythonLiteral(text, of: bytes)
    var fields: (shape: [Int]?, isFortranOrder: Bool?, description: String?)
    try literal.expect("{")
    while !literal.passes("}") {
      let name = try literal.text()
      try literal.expect(":")
      switch name {
      case "shape" where fields.shape == nil: fields.shape = try literal.sizes()
      case "fortran_order" where fields.isFortranOrder == nil: fields.isFortranOrder = try literal.truth()
      case "descr" where fields.description == nil:
        guard !literal.passes("["), !literal.passes("(") else {
          throw bytes.failure("expected numbers or texts, found structured elements, which are not read")
        }
        fields.description = try literal.text()
      default: throw bytes.failure("expected 'descr', 'fortran_order', 'shape' once each, found \(name.quoted)")
      }
      guard literal.passes(",") else {
        try literal.expect("}")
        break
      }
    }
    guard literal.isAtEnd() else { throw bytes.failure("expected one NumPy header, found \(text.quoted)") }
    return fields
  }
}
