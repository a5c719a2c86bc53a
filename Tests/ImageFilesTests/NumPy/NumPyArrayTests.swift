import Foundation
import ImageFiles
import Testing

@Suite struct NumPyArrayTests {
  struct Case: Decodable {
    var file: String
    var name: String?
    var shape: [Int]
    var doubles: [Double]?
    var floats: [Float]?
    var texts: [String]?

    /// NumPy's own rounding to 32 bits, where that is not the doubles'.
    var expectedFloats: [Float]? { floats ?? doubles?.map { Float($0) } }
  }

  private func check(_ array: NumPyArray, _ golden: Case) throws {
    let place = Comment(rawValue: "\(golden.file) \(golden.name ?? "")")
    #expect(array.shape == golden.shape, place)
    #expect(array.isText == (golden.texts != nil), place)
    guard let doubles = golden.doubles, let floats = golden.expectedFloats else {
      #expect(try array.texts() == golden.texts, place)
      #expect(throws: ImageFileError.self, place) { try array.numbers() }
      #expect(throws: ImageFileError.self, place) { try array.numbers(at: 0) }
      return
    }
    #expect(isSame(try array.numbers(), doubles), place)
    #expect(throws: ImageFileError.self, place) { try array.texts() }
    guard let count = array.shape.first else {
      #expect(throws: ImageFileError.self, place) { try array.numbers(at: 0) }
      return
    }
    let size = array.shape.dropFirst().reduce(1, *)
    for index in 0..<count {
      let expected = Array(floats[index * size..<(index + 1) * size])
      #expect(isSame(try array.numbers(at: index), expected), place)
    }
    for index in [-1, count, .max, .min] {
      #expect(throws: ImageFileError.self, place) { try array.numbers(at: index) }
    }
  }

  @Test func equalsNumPy() throws {
    let cases: [Case] = try Golden.cases("numpy")
    #expect(cases.count == 70)
    for golden in cases {
      let url = try Golden.url(golden.file)
      if let name = golden.name {
        try check(NumPyArchive(contentsOf: url).array(name), golden)
      } else {
        try check(NumPyArray(contentsOf: url), golden)
        try check(NumPyArray(data: Golden.data(golden.file), file: "x"), golden)
      }
    }
  }

  @Test func deflatedEntriesEqualStoredOnes() throws {
    let stored: [Case] = try Golden.cases("numpy").filter { (golden: Case) in golden.file == "stored.npz" }
    let archive = try NumPyArchive(contentsOf: Golden.url("deflated.npz"))
    #expect(archive.names == stored.map(\.name))
    for golden in stored { try check(archive.array(golden.name ?? ""), golden) }
  }

  @Test(arguments: [
    ("object", "object arrays are not read"), ("structured", "structured elements, which are not read"),
    ("void", "structured elements, which are not read"), ("complex", "found elements of type '<c16'"),
    ("date", "found elements of type '<M8[s]'"), ("long-double", "found elements of type '<f16'"),
  ])
  func refusesOtherElements(_ name: String, _ reason: String) throws {
    let url = try Golden.url("refused-\(name).npy")
    expectError(reason, file: url.path) { _ = try NumPyArray(contentsOf: url) }
  }

  @Test func refusesTextsThatAreNone() throws {
    let surrogate = builtNPY(type: "<U1", shape: "(1,)", body: 0) + UInt32(0xD800).littleEndianBytes
    expectError("expected a character in text 0, found the code 55296") {
      _ = try NumPyArray(data: surrogate, file: "file").texts()
    }
    let bytes = builtNPY(type: "|S2", shape: "(2,)", body: 2) + Data([0xC3, 0x28])
    expectError("expected UTF-8 in text 1, found other bytes") {
      _ = try NumPyArray(data: bytes, file: "file").texts()
    }
  }

  @Test func largeNumbersAreRoundedOnce() throws {
    // Just above the middle of two floats, but not for a double: by way of doubles it would be rounded down.
    let number = Int64(1) << 60 + Int64(1) << 36 + 1
    let array = try NumPyArray(data: NumPyWriter.npy(shape: [1], int64: [number]), file: "file")
    #expect(try array.numbers(at: 0) == [0x1p60 + 0x1p37])
    #expect(Float(Double(number)) == 0x1p60)
  }

  @Test func anythingButZeroIsTrue() throws {
    let file = builtNPY(type: "|b1", shape: "(3,)", body: 0) + Data([0, 1, 255])
    #expect(try NumPyArray(data: file, file: "file").numbers() == [0, 1, 1])
  }
}
