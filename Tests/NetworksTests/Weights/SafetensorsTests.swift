import Autodiff
import Files
import Foundation
import Kernels
import Networks
import TestKit
import Testing

@Suite struct SafetensorsTests {
  private let file = Safetensors(
    tensors: [
      ("b/kernel", TensorRecipe([3, 3, 1, 2], seed: 1).tensor), ("a", Tensor(7.5)),
      ("größe", Tensor([3], [-.infinity, -0.0, .leastNonzeroMagnitude])), ("none", Tensor([0, 4], [])),
    ], metadata: ["epoch": "3", "note": "größer / \"so\""])

  private func temporaryDirectory() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("safetensors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test func whatIsWrittenIsRead() throws {
    let directory = try temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let url = directory.appendingPathComponent("weights.safetensors")
    try Safetensors(tensors: [("old", Tensor(1))]).write(to: url)
    try file.write(to: url)
    let read = try Safetensors(contentsOf: url)
    #expect(read.metadata == file.metadata)
    #expect(Set(read.tensors.map(\.name)) == ["b/kernel", "a", "größe", "none"])
    for (name, tensor) in file.tensors {
      let copy = try #require(read[name])
      #expect(copy.shape == tensor.shape)
      #expect(copy.array.map(\.bitPattern) == tensor.array.map(\.bitPattern))
    }
    #expect(read["other"] == nil)
    // Nothing temporary is left behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["weights.safetensors"])
  }

  @Test func aFileOfPythonsIsRead() throws {
    let read = try Safetensors(contentsOf: goldenFile("python.safetensors", in: .module))
    #expect(read.metadata == ["epoch": "3", "note": "from Python, größer"])
    #expect(read.tensors.count == 4)
    #expect(try #require(read["conv1/kernel"]).array == TensorRecipe([3, 3, 1, 2], seed: 401).values)
    #expect(try #require(read["conv1/kernel"]).shape == [3, 3, 1, 2])
    #expect(try #require(read["empty"]).shape == [0, 4])
    #expect(try #require(read["größe"]).array == [1, -0.0, .leastNonzeroMagnitude, 3e38, .infinity])
    #expect(try #require(read["scalar"]).shape == .scalar)
    #expect(try #require(read["scalar"]).scalar == 7.5)
  }

  /// The format's rules, read by other means than our reader: length, JSON object, offsets that leave no gap, raw floats.
  @Test func theBytesAreTheFormats() throws {
    let data = try file.encoded()
    let length = data.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
    #expect((8 + length) % 8 == 0)
    let header = data.dropFirst(8).prefix(length)
    #expect(header.first == UInt8(ascii: "{"))
    let object = try #require(try JSONSerialization.jsonObject(with: header) as? [String: [String: Any]])
    #expect(object["__metadata__"] as? [String: String] == file.metadata)
    #expect(object.count == 5)
    var end = 0
    for (name, tensor) in file.tensors {
      let entry = try #require(object[name])
      #expect(entry["dtype"] as? String == "F32")
      #expect(entry["shape"] as? [Int] == tensor.shape.sizes)
      #expect(entry["data_offsets"] as? [Int] == [end, end + 4 * tensor.shape.count])
      let bytes = Array(data.dropFirst(8 + length + end).prefix(4 * tensor.shape.count))
      let expected = tensor.array.flatMap { value in (0..<4).map { UInt8(value.bitPattern >> (8 * $0) & 255) } }
      #expect(bytes == expected)
      end += bytes.count
    }
    #expect(data.count == 8 + length + end)
  }

  @Test func theSameTensorsGiveTheSameBytes() throws {
    #expect(try file.encoded() == file.encoded())
  }

  @Test func aFileThatCannotBeWrittenIsNamed() throws {
    let directory = try temporaryDirectory()
    defer { try? FileManager.default.removeItem(at: directory) }
    let missing = directory.appendingPathComponent("missing/weights.safetensors")
    let error = #expect(throws: FileError.self) { try file.write(to: missing) }
    #expect(error?.description.hasPrefix(missing.path) == true)
    #expect(error?.description.contains("No such file or directory") == true)

    // A directory is in the way: it stays, and nothing temporary is left behind.
    let taken = directory.appendingPathComponent("taken")
    try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
    #expect(throws: FileError.self) { try file.write(to: taken) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["taken"])
  }

  @Test func aFileThatIsNotThereIsNamed() {
    let error = #expect(throws: WeightsError.self) {
      try Safetensors(contentsOf: URL(fileURLWithPath: "/nowhere/weights.safetensors"))
    }
    #expect(error?.description.hasPrefix("/nowhere/weights.safetensors: ") == true)
    #expect(error?.description.contains("\n") == false)
  }
}
