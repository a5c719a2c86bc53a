import Autodiff
import Foundation
import Kernels
import Networks
import Testing

/// Files that are not what they should be: an error in one line that names the file, never a trap.
@Suite struct MalformedSafetensorsTests {
  private func file(header: String, body: Int) -> Data {
    let json = Data(header.utf8)
    var data = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
    data.append(json)
    data.append(Data(repeating: 0, count: body))
    return data
  }

  private func expectRefused(_ data: Data, _ what: String) {
    let error = #expect(throws: WeightsError.self, "\(what)") { try Safetensors(data: data, name: "some.file") }
    #expect(error?.description.hasPrefix("some.file: ") == true)
    #expect(error?.description.contains("\n") == false)
  }

  private let whole = Safetensors(
    tensors: [("a", Tensor([2], [1, 2])), ("b", Tensor([1, 2], [3, 4]))], metadata: ["key": "value"])

  @Test func everyTruncationIsRefused() throws {
    let data = try whole.encoded()
    for count in 0..<data.count { expectRefused(data.prefix(count), "\(count) bytes of \(data.count)") }
    expectRefused(data + [0], "a byte too many")
  }

  /// A flipped bit may give another valid file, but then one whose tensors fill its body exactly.
  @Test func noFlippedBitTraps() throws {
    let data = try whole.encoded()
    let body = 16
    var refused = 0
    for bit in 0..<8 * (data.count - body) {
      var broken = data
      broken[bit / 8] ^= 1 << (bit % 8)
      do {
        let read = try Safetensors(data: broken, name: "some.file")
        #expect(read.tensors.reduce(0) { $0 + 4 * $1.tensor.shape.count } == body)
      } catch {
        #expect(error is WeightsError)
        refused += 1
      }
    }
    // Every bit of the length, and most of the header's, matter.
    #expect(refused > 64 + 4 * (data.count - body - 8))
  }

  @Test func noRandomHeaderTraps() throws {
    var random = RandomGenerator(seed: 1)
    let characters = Array(#"{}[]",:0123456789-e.abF32 shapedtypedata_offsets\"#.utf8)
    for _ in 0..<2000 {
      let header = (0..<random.uniform(below: 60)).map { _ in characters[random.uniform(below: characters.count)] }
      let data = file(header: String(decoding: header, as: UTF8.self), body: random.uniform(below: 20))
      do {
        _ = try Safetensors(data: data, name: "some.file")
      } catch {
        #expect(error is WeightsError)
      }
    }
  }

  @Test(arguments: [
    ("not JSON", "hello", 0),
    ("an array", "[1, 2]", 0),
    ("a number for a tensor", #"{"a": 5}"#, 0),
    ("a tensor without offsets", #"{"a": {"dtype": "F32", "shape": [1]}}"#, 4),
    ("another type", #"{"a": {"dtype": "I32", "shape": [1], "data_offsets": [0, 4]}}"#, 4),
    ("an unknown type", #"{"a": {"dtype": "", "shape": [1], "data_offsets": [0, 4]}}"#, 4),
    ("a negative size", #"{"a": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}"#, 4),
    ("two negative sizes", #"{"a": {"dtype": "F32", "shape": [-1, -1], "data_offsets": [0, 4]}}"#, 4),
    ("a fractional size", #"{"a": {"dtype": "F32", "shape": [1.5], "data_offsets": [0, 4]}}"#, 4),
    ("sizes that overflow", #"{"a": {"dtype": "F32", "shape": [4611686018427387904, 4], "data_offsets": [0, 4]}}"#, 4),
    ("a size beyond integers", #"{"a": {"dtype": "F32", "shape": [99999999999999999999], "data_offsets": [0, 4]}}"#, 4),
    ("a size beyond memory", #"{"a": {"dtype": "F32", "shape": [1152921504606846975], "data_offsets": [0, 4]}}"#, 4),
    ("offsets that do not fit the shape", #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 4]}}"#, 4),
    ("offsets beyond the file", #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, 4),
    ("offsets in the wrong order", #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}"#, 4),
    ("negative offsets", #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}}"#, 4),
    ("three offsets", #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4, 8]}}"#, 4),
    ("no offsets", #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": []}}"#, 4),
    (
      "tensors that overlap",
      #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}"#,
      8
    ),
    (
      "tensors in one place",
      #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}"#,
      4
    ),
    (
      "a gap",
      #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]}}"#,
      12
    ),
    ("bytes that belong to no tensor", #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}"#, 8),
    ("metadata that is not text", #"{"__metadata__": {"a": 1}}"#, 0),
    ("metadata under another name", #"{"meta": {"a": "b"}}"#, 0),
    ("deep nesting", String(repeating: "[", count: 100_000), 0),
  ])
  func isRefused(what: String, header: String, body: Int) {
    expectRefused(file(header: header, body: body), what)
  }

  @Test func hugeHeadersAreRefusedUnread() {
    for length in [UInt64(1), 1000, 100_000_001, UInt64(Int64.max), .max] {
      expectRefused(
        withUnsafeBytes(of: length.littleEndian) { Data($0) }, "a header of \(length) bytes that are not there")
    }
  }

  @Test func nothingAtAllIsAValidFile() throws {
    #expect(try Safetensors(data: file(header: "{}", body: 0), name: "some.file").tensors.isEmpty)
  }

  /// The format's order is that of the offsets, where an empty tensor comes before the one that starts at the same place.
  @Test func emptyTensorsMayLieAnywhere() throws {
    let header = #"""
      {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "b": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}
      """#
    let read = try Safetensors(data: file(header: header, body: 4), name: "some.file")
    #expect(read.tensors.map(\.name) == ["b", "a"])
  }
}
