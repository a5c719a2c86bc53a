import Autodiff
import Foundation
import Kernels

extension Safetensors {
  /// Larger headers are refused before they are parsed, as the reference implementation does.
  private static let largestHeader = 100_000_000

  private struct Entry: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    private enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// A header's entry: a tensor, or the metadata.
  private enum Item: Decodable {
    case tensor(Entry)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
      if let entry = try? Entry(from: decoder) {
        self = .tensor(entry)
      } else {
        self = .metadata(try [String: String](from: decoder))
      }
    }
  }

  /// - Throws: `WeightsError` that names the file and what is wrong with it.
  public init(contentsOf url: URL) throws {
    try self.init(data: Self.contents(of: url), name: url.path)
  }

  /// The file's bytes, read only where they are looked at.
  /// - Throws: `WeightsError` that names the file.
  public static func contents(of url: URL) throws -> Data {
    do {
      return try Data(contentsOf: url, options: .mappedIfSafe)
    } catch {
      throw WeightsError("\(url.path): cannot read the file: \(error.localizedDescription)")
    }
  }

  /// - Parameters:
  ///   - name: what error messages call the file.
  ///   - isWanted: tells by its name whether a tensor is to be read; one that is not may have any type.
  public init(data: Data, name: String, isWanted: (String) -> Bool = { _ in true }) throws {
    func refuse(_ reason: String) -> WeightsError { WeightsError("\(name): not a usable safetensors file: \(reason)") }
    guard data.count >= 8 else { throw refuse("expected at least 8 bytes, found \(data.count)") }
    let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(min(Self.largestHeader, data.count - 8)) else {
      throw refuse("the header claims \(length) bytes of a file of \(data.count)")
    }
    let header: [String: Item]
    do {
      header = try JSONDecoder().decode([String: Item].self, from: data.dropFirst(8).prefix(Int(length)))
    } catch {
      throw refuse("the header is not the JSON object that the format describes")
    }
    let body = data.dropFirst(8 + Int(length))
    var entries: [(name: String, entry: Entry)] = []
    metadata = [:]
    for (key, item) in header {
      switch item {
      case .metadata(let values) where key == "__metadata__": metadata = values
      case .metadata: throw refuse("the entry \"\(key)\" is not a tensor")
      case .tensor(let entry): entries.append((key, entry))
      }
    }
    // By start, then end: an empty tensor comes before the one that starts where it lies.
    entries.sort { a, b in
      let (first, second) = (a.entry.offsets, b.entry.offsets)
      return first == second ? a.name < b.name : first.lexicographicallyPrecedes(second)
    }
    var end = 0
    tensors = []
    for (key, entry) in entries {
      guard let size = NumberFormat.bytes(ofType: entry.dtype) else {
        throw refuse("\"\(key)\" has the unknown type \(entry.dtype)")
      }
      guard let count = Self.elementCount(entry.shape) else { throw refuse("\"\(key)\" has the shape \(entry.shape)") }
      guard entry.offsets.count == 2, entry.offsets[0] == end, entry.offsets[1] == end + size * count,
        entry.offsets[1] <= body.count
      else { throw refuse("\"\(key)\" does not lie where its shape says, or the file is cut short") }
      if isWanted(key) {
        guard let format = NumberFormat(rawValue: entry.dtype) else {
          throw refuse("\"\(key)\" has type \(entry.dtype), expected F32, F16 or BF16")
        }
        let buffer = Buffer(uninitialized: count)
        let start = body.startIndex + end
        body[start..<start + size * count].withUnsafeBytes { format.convert($0, to: buffer.pointer) }
        tensors.append((key, Tensor(Shape(entry.shape), buffer)))
      }
      end += size * count
    }
    guard end == body.count else { throw refuse("\(body.count - end) bytes follow the last tensor") }
  }

  /// The product of the sizes, or nil where one is negative or the product overflows any file.
  private static func elementCount(_ sizes: [Int]) -> Int? {
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow, product < Int.max / 16 else { return nil }
      count = product
    }
    return count
  }
}
