import Foundation

/// An array of NumPy's: a `.npy` file, or an entry of a `.npz` file. Its elements are read from the file when they are asked for:
/// bool, whole numbers of 8 to 64 bits, floats of 16 to 64 bits, in either order of bytes, in C's or Fortran's order; and texts,
/// `S` and `U`. Object arrays, structured and complex elements and dates are refused.
public struct NumPyArray: Sendable {
  public let shape: [Int]
  /// Whether the elements are texts, which `texts` reads, and not numbers.
  public let isText: Bool
  private let element: NumPyElement
  /// Elements of the whole array.
  private let count: Int
  private let isFortranOrder: Bool
  /// The elements as they are stored.
  private let bytes: FileBytes

  /// Opens a `.npy` file, which must not change while the array is in use.
  public init(contentsOf url: URL) throws(ImageFileError) {
    try self.init(FileBytes(contentsOf: url))
  }

  /// Opens the contents of a `.npy` file; `file` is what errors call it.
  public init(data: Data, file: String) throws(ImageFileError) {
    try self.init(FileBytes(data, file: file))
  }

  init(_ bytes: FileBytes) throws(ImageFileError) {
    let header = try NumPyHeader(bytes)
    (shape, count, element, isFortranOrder) = (header.shape, header.count, header.element, header.isFortranOrder)
    if case .number = header.element { isText = false } else { isText = true }
    self.bytes = try bytes.part(header.start, count: bytes.count - header.start)
  }

  /// The elements of entry `index` along the first axis, in C's order, each rounded to the nearest `Float`. Of the other axes'
  /// elements, at most 2^28.
  public func numbers(at index: Int) throws(ImageFileError) -> [Float] {
    guard let entries = shape.first, index >= 0, index < entries else {
      throw bytes.failure("expected an entry \(index), found the shape \(Self.words(shape))")
    }
    return try decode(axes: Array(axes.dropFirst()), from: index * axes[0].step)
  }

  /// All elements in C's order, at most 2^28; whole numbers beyond 2^53 are rounded to the nearest `Double`.
  public func numbers() throws(ImageFileError) -> [Double] {
    try decode(axes: axes, from: 0)
  }

  /// All texts in C's order, at most 2^24: bytes (`S`) have to be UTF-8. The zeros which fill them up are not of the text.
  public func texts() throws(ImageFileError) -> [String] {
    guard isText else { throw bytes.failure("expected texts, found numbers") }
    guard count <= Limits.texts else {
      throw bytes.failure("expected at most \(Limits.texts) texts, found the shape \(Self.words(shape))")
    }
    var texts: [String] = []
    texts.reserveCapacity(count)
    try Self.runs(axes, from: 0) { (start, count, step) throws(ImageFileError) in
      for index in 0..<count { texts.append(try text(start + index * step)) }
    }
    return texts
  }

  static func words(_ shape: [Int]) -> String {
    "(\(shape.prefix(8).map(String.init).joined(separator: ", "))\(shape.count > 8 ? ", ..." : ""))"
  }
}

extension NumPyArray {
  private struct Axis {
    var size: Int
    /// Elements from one entry to the next, where they are stored.
    var step: Int
  }

  private var axes: [Axis] {
    guard count > 0 else { return shape.map { Axis(size: $0, step: 0) } }
    var step = 1
    let steps = (isFortranOrder ? shape : shape.reversed()).map { size in
      defer { step *= size }
      return step
    }
    return zip(shape, isFortranOrder ? steps : steps.reversed()).map { Axis(size: $0, step: $1) }
  }

  private func decode<Number: DecodedNumber>(axes: [Axis], from start: Int) throws(ImageFileError) -> [Number] {
    guard case .number(let format) = element else { throw bytes.failure("expected numbers, found texts") }
    guard let wanted = Limits.product(axes.map(\.size)), wanted <= Limits.elements else {
      throw bytes.failure("expected at most \(Limits.elements) elements at once, found the shape \(Self.words(shape))")
    }
    var numbers: [Number] = []
    numbers.reserveCapacity(wanted)
    try Self.runs(axes, from: start) { (first, count, step) throws(ImageFileError) in
      format.append(
        count, of: bytes.data.bytes, at: first * format.size, stride: step * format.size, to: &numbers)
    }
    return numbers
  }

  /// Calls `body` with the first element, the count and the step of each row of elements, in C's order.
  private static func runs(
    _ axes: [Axis], from start: Int, _ body: (Int, Int, Int) throws(ImageFileError) -> Void
  ) throws(ImageFileError) {
    guard !axes.contains(where: { $0.size == 0 }) else { return }
    // Axes of one entry, and those that are stored as one with the axis before, need no loop of their own.
    var joined: [Axis] = []
    for axis in axes where axis.size != 1 {
      if let last = joined.last, last.step == axis.size * axis.step {
        joined[joined.count - 1] = Axis(size: last.size * axis.size, step: axis.step)
      } else {
        joined.append(axis)
      }
    }
    let row = joined.popLast() ?? Axis(size: 1, step: 1)
    func visit(_ axes: ArraySlice<Axis>, _ start: Int) throws(ImageFileError) {
      guard let axis = axes.first else { return try body(start, row.size, row.step) }
      for index in 0..<axis.size { try visit(axes.dropFirst(), start + index * axis.step) }
    }
    try visit(joined[...], start)
  }

  /// The text that is stored as the element `index`.
  private func text(_ index: Int) throws(ImageFileError) -> String {
    let stored = try bytes.part(index * element.size, count: element.size)
    var scalars = String.UnicodeScalarView()
    switch element {
    case .codePoints(let count, let isBigEndian):
      for position in 0..<count {
        let code = try stored.integer(UInt32.self, at: 4 * position, isBigEndian: isBigEndian)
        guard let scalar = Unicode.Scalar(code) else {
          throw bytes.failure("expected a character in text \(index), found the code \(code)")
        }
        scalars.append(scalar)
      }
    default:
      guard let text = String(validating: stored.data, as: UTF8.self) else {
        throw bytes.failure("expected UTF-8 in text \(index), found other bytes")
      }
      scalars = text.unicodeScalars
    }
    while scalars.last == "\0" { scalars.removeLast() }
    return String(scalars)
  }
}
