import Foundation
import ImageFiles
import Testing

@Suite struct NumPyWriterTests {
  private func values(_ name: String) throws -> (shape: [Int], numbers: [Double]) {
    let array = try NumPyArray(contentsOf: Golden.url(name))
    return (array.shape, try array.numbers())
  }

  @Test func writesNumPysOwnBytes() throws {
    let floats = try values("version1.npy")
    #expect(
      try NumPyWriter.npy(shape: floats.shape, floats: floats.numbers.map { Float($0) }) == Golden.data("version1.npy"))
    let doubles = try values("doubles.npy")
    #expect(try NumPyWriter.npy(shape: doubles.shape, doubles: doubles.numbers) == Golden.data("doubles.npy"))
    let bytes = try values("bytes.npy")
    #expect(
      try NumPyWriter.npy(shape: bytes.shape, uint8: bytes.numbers.map { UInt8($0) }) == Golden.data("bytes.npy"))
    let words = try values("words.npy")
    #expect(
      try NumPyWriter.npy(shape: words.shape, uint16: words.numbers.map { UInt16($0) }) == Golden.data("words.npy"))
    let texts = try NumPyArray(contentsOf: Golden.url("texts.npy"))
    #expect(try NumPyWriter.npy(shape: texts.shape, texts: texts.texts()) == Golden.data("texts.npy"))
    let integers = try Golden.data("integers.npy")
    let numbers = stride(from: integers.count - 240, to: integers.count, by: 8).map { start in
      integers[start..<start + 8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
    #expect(NumPyWriter.npy(shape: [3, 2, 5], int64: numbers) == integers)
  }

  @Test func readsBackEveryShape() throws {
    for shape in [[], [0], [4], [2, 3], [0, 7], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]] {
      let numbers = (0..<shape.reduce(1, *)).map { Double($0) }
      let data = NumPyWriter.npy(shape: shape, floats: numbers.map { Float($0) })
      #expect((data.count - 4 * numbers.count) % 64 == 0)
      let array = try NumPyArray(data: data, file: "file")
      #expect(array.shape == shape)
      #expect(try array.numbers() == numbers)
    }
    #expect(try NumPyArray(data: NumPyWriter.npy(shape: [0], texts: []), file: "file").texts() == [])
    let texts = ["", "🫀", "a\0b", "längst"]
    #expect(try NumPyArray(data: NumPyWriter.npy(shape: [2, 2], texts: texts), file: "file").texts() == texts)
  }

  @Test func archivesAreReadBack() throws {
    let arrays = [
      (name: "images", npy: NumPyWriter.npy(shape: [2, 2], floats: [1, 2, 3, .nan])),
      (name: "Größe", npy: NumPyWriter.npy(shape: [1], int64: [7])),
    ]
    let data = try NumPyWriter.npz(arrays)
    #expect(try NumPyWriter.npz(arrays) == data)
    let archive = try NumPyArchive(data: data, file: "file")
    #expect(archive.names == ["images", "Größe"])
    #expect(isSame(try archive.array("images").numbers(), [1, 2, 3, .nan]))
    #expect(try archive.array("Größe").numbers() == [7])
    #expect(try NumPyArchive(data: NumPyWriter.npz([]), file: "file").names.isEmpty)
  }

  @Test func refusesNamesThatAreNone() {
    let npy = NumPyWriter.npy(shape: [1], uint8: [1])
    expectError("expected a name of its own", file: "a.npy") { _ = try NumPyWriter.npz([("a", npy), ("a", npy)]) }
    expectError("expected names of arrays, found an empty one", file: "npz") { _ = try NumPyWriter.npz([("", npy)]) }
    let long = String(repeating: "x", count: 70_000)
    #expect(throws: ImageFileError.self) { try NumPyWriter.npz([(long, npy)]) }
  }

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: python != nil, "no Python is installed")) func pythonReadsArchives() throws {
    let arrays = [
      (name: "images", npy: NumPyWriter.npy(shape: [2], floats: [1, 2])),
      (name: "Größe", npy: NumPyWriter.npy(shape: [1], texts: ["ä"])),
    ]
    try withFile(NumPyWriter.npz(arrays)) { url in
      let process = Process()
      process.executableURL = URL(filePath: Self.python ?? "")
      let program =
        "import sys, zipfile as z; f = z.ZipFile(sys.argv[1]); assert f.testzip() is None; "
        + "assert f.namelist() == ['images.npy', 'Gr\\u00f6\\u00dfe.npy'], f.namelist(); "
        + "assert [len(f.read(n)) for n in f.namelist()] == [\(arrays[0].npy.count), \(arrays[1].npy.count)]"
      process.arguments = ["-c", program, url.path]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }
}
