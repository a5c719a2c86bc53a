import Foundation

public struct NumPyArray: Sendable {
  public let shape: [Int]
  public let isText: Bool
  let kind: Character
  let size: Int
  let big: Bool
  let body: [UInt8]
  let file: String
  public init(contentsOf url: URL) throws { try self.init(Bytes.read(url)) }
  public init(data: Data, file: String) throws { try self.init(Bytes(data: Array(data), file: file)) }
  init(_ bytes: Bytes) throws {
    file = bytes.file
    func bad(_ r: String) -> ImageFileError { ImageFileError(file: bytes.file, reason: r) }
    guard bytes.data.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw bad("expected a NumPy array, found other bytes")
    }
    let long = bytes.data[6] > 1
    let length = try bytes.number(8, long ? 4 : 2)
    let start = long ? 12 : 10
    let header = String(decoding: try bytes.need(start..<start + length), as: UTF8.self)
    func part(_ a: String, _ b: String) throws -> String {
      guard let from = header.range(of: a), let to = header.range(of: b, range: from.upperBound..<header.endIndex)
      else { throw bad("expected a header") }
      return String(header[from.upperBound..<to.lowerBound])
    }
    let descr = try part("'descr': '", "'")
    guard try part("'fortran_order': ", ",") == "False" else { throw bad("Fortran order") }
    shape = try part("'shape': (", ")").split(separator: ",").compactMap {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    let letters = Array(descr)
    big = letters[0] == ">"
    kind = letters[1]
    guard "buifUS".contains(kind) else { throw bad("object arrays are not read") }
    isText = kind == "U" || kind == "S"
    size = (Int(String(letters[2...])) ?? 1) * (kind == "U" ? 4 : 1)
    body = Array(bytes.data[(start + length)...])
    guard body.count == shape.reduce(1, *) * size else { throw bad("expected \(shape) elements, found fewer or more") }
  }
  func element(_ i: Int) -> Double {
    var bits: UInt64 = 0
    for k in 0..<size { bits = bits << 8 | UInt64(body[i * size + (big ? k : size - 1 - k)]) }
    switch (kind, size) {
    case ("f", 2): return Double(Float16(bitPattern: UInt16(bits)))
    case ("f", 4): return Double(Float(bitPattern: UInt32(bits)))
    case ("f", 8): return Double(bitPattern: bits)
    case ("i", 1): return Double(Int8(truncatingIfNeeded: bits))
    case ("i", 2): return Double(Int16(truncatingIfNeeded: bits))
    case ("i", 4): return Double(Int32(truncatingIfNeeded: bits))
    case ("i", _): return Double(Int64(truncatingIfNeeded: bits))
    default: return Double(bits)
    }
  }
  public func numbers(at index: Int) throws -> [Float] {
    let count = shape.dropFirst().reduce(1, *)
    return (0..<count).map { Float(element(index * count + $0)) }
  }
  public func numbers() throws -> [Double] { (0..<shape.reduce(1, *)).map(element) }
  public func texts() throws -> [String] {
    (0..<shape.reduce(1, *)).map { i in
      let cell = body[i * size..<(i + 1) * size]
      if kind == "S" { return String(decoding: cell.prefix { $0 != 0 }, as: UTF8.self) }
      var text = ""
      for k in stride(from: cell.startIndex, to: cell.endIndex, by: 4) {
        let code = UInt32(cell[k]) | UInt32(cell[k + 1]) << 8 | UInt32(cell[k + 2]) << 16
        if code == 0 { break }
        text.unicodeScalars.append(Unicode.Scalar(code) ?? "?")
      }
      return text
    }
  }
}

public struct NumPyArchive {
  public let names: [String]
  private let entries: [String: (method: Int, packed: Int, size: Int, offset: Int)]
  private let bytes: Bytes
  public init(contentsOf url: URL) throws {
    bytes = try Bytes.read(url)
    var end = bytes.data.count - 22
    while end >= 0, try bytes.number(end, 4) != 0x0605_4b50 { end -= 1 }
    guard end >= 0 else { throw ImageFileError(file: url.path, reason: "expected a zip file, found other bytes") }
    var at = try bytes.number(end + 16, 4)
    var names: [String] = []
    var entries: [String: (method: Int, packed: Int, size: Int, offset: Int)] = [:]
    for _ in 0..<(try bytes.number(end + 10, 2)) {
      let n = try bytes.number(at + 28, 2)
      let name = String(decoding: try bytes.need(at + 46..<at + 46 + n), as: UTF8.self).replacingOccurrences(
        of: ".npy", with: "")
      names.append(name)
      entries[name] = (
        try bytes.number(at + 10, 2), try bytes.number(at + 20, 4), try bytes.number(at + 24, 4),
        try bytes.number(at + 42, 4)
      )
      at += 46 + n + (try bytes.number(at + 30, 2)) + (try bytes.number(at + 32, 2))
    }
    self.names = names
    self.entries = entries
  }
  public func array(_ name: String) throws -> NumPyArray {
    guard let e = entries[name] else {
      throw ImageFileError(file: bytes.file, reason: "expected an array \(name), found none")
    }
    let start = e.offset + 30 + (try bytes.number(e.offset + 26, 2)) + (try bytes.number(e.offset + 28, 2))
    let packed = Array(try bytes.need(start..<start + e.packed))
    let data = e.method == 8 ? try inflated(packed, windowBits: -15, limit: e.size, file: bytes.file) : packed
    return try NumPyArray(Bytes(data: data, file: "\(bytes.file): \(name)"))
  }
}

public enum NumPyWriter {
  static func header(_ descr: String, _ shape: [Int]) -> Data {
    let list = shape.map { "\($0)," }.joined(separator: " ")
    var text = "{'descr': '\(descr)', 'fortran_order': False, 'shape': (\(list)), }"
    text += String(repeating: " ", count: 63 - (10 + text.utf8.count) % 64) + "\n"
    return Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, UInt8(text.utf8.count % 256), UInt8(text.utf8.count / 256)])
      + Data(text.utf8)
  }
  public static func npy(shape: [Int], floats: [Float]) -> Data {
    header("<f4", shape) + floats.withUnsafeBytes { Data($0) }
  }
  public static func npy(shape: [Int], uint8 values: [UInt8]) -> Data { header("|u1", shape) + Data(values) }
  public static func npy(shape: [Int], int64 values: [Int64]) -> Data {
    header("<i8", shape) + values.withUnsafeBytes { Data($0) }
  }
}
