import Foundation
import ImageFiles
import Testing

@Suite struct NumPyHeaderTests {
  @Test func readsWhatTheBuilderBuilds() throws {
    #expect(try NumPyArray(data: builtNPY(), file: "file").numbers() == [0, 0])
    let python2 = builtNPY(shape: "(2L, 1L)")
    #expect(try NumPyArray(data: python2, file: "file").shape == [2, 1])
    let other = builtNPY(header: "{ \"shape\":(2 ,1),'descr':'>i2' ,\n 'fortran_order':True}", body: 4)
    #expect(try NumPyArray(data: other, file: "file").shape == [2, 1])
  }

  @Test(arguments: [
    ("", "expected '{'"), ("[]", "expected '{'"), ("{", "expected a text in quotes"),
    ("{}", "expected 'descr', 'fortran_order' and 'shape'"),
    ("{'descr': '<f4', 'fortran_order': False}", "expected 'descr', 'fortran_order' and 'shape'"),
    ("{'descr': '<f4', 'descr': '<f4'}", "once each, found 'descr'"),
    ("{'other': 1}", "once each, found 'other'"),
    ("{'descr': '<f4\u{1B}\n', 'fortran_order': False, 'shape': ()}", "found elements of type '<f4"),
    ("{'descr': '<f4', 'fortran_order': 1, 'shape': (2,)}", "expected True or False"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': [2]}", "expected '('"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} + 1", "expected one NumPy header"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)", "expected '}'"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (2", "expected ')'"),
    ("{'descr' '<f4'}", "expected ':'"), ("{'descr': <f4}", "expected a text in quotes"),
    ("{'descr': ('<f4', (2,)), 'fortran_order': False, 'shape': (2,)}", "structured"),
    (String(repeating: " ", count: 5000), "expected '{'"), (String(repeating: "(", count: 5000), "expected '{'"),
  ])
  func refusesHeaders(_ header: String, _ reason: String) {
    expectError(reason, "\(header.prefix(70))") {
      _ = try NumPyArray(data: builtNPY(header: header, body: 8), file: "file")
    }
  }

  @Test(arguments: [
    ("(-2,)", "expected a size"), ("(2.0,)", "expected ')'"), ("(x,)", "expected a size"), ("(,)", "expected a size"),
    ("(99999999999999999999,)", "expected a size"), ("(9223372036854775807,)", "expected a shape that fits in a file"),
    ("(4294967296, 4294967296)", "expected a shape that fits in a file"),
    ("(0, 9223372036854775807, 9223372036854775807)", "expected a shape that fits in a file"),
    ("(3,)", "expected 12 bytes for the shape (3), found 8"), ("(1,)", "expected 4 bytes"), ("()", "expected 4 bytes"),
    ("(0,)", "expected 0 bytes"), ("(1000000000,)", "expected 4000000000 bytes"),
    ("(\(String(repeating: "1, ", count: 65))2)", "expected a shape that fits in a file"),
  ])
  func refusesShapes(_ shape: String, _ reason: String) {
    expectError(reason, "\(shape.prefix(70))") { _ = try NumPyArray(data: builtNPY(shape: shape), file: "file") }
  }

  @Test(arguments: [
    "", "f4", "<f", "<f3", "<f-4", "<f+4", "<x4", "|f4", "=f4", "<i16", "<f٤", "<U99999999999999999999", "<", "<c8",
  ])
  func refusesTypes(_ type: String) {
    expectError("found elements of type '\(type)'", "\(type)") {
      _ = try NumPyArray(data: builtNPY(type: type), file: "file")
    }
  }

  @Test func refusesElementsWithoutBytes() throws {
    for type in ["<U0", "|S0"] {
      expectError("found elements without bytes") {
        _ = try NumPyArray(data: builtNPY(type: type, shape: "(1000000000000,)", body: 0), file: "file")
      }
    }
    #expect(try NumPyArray(data: builtNPY(type: "<U0", shape: "(0,)", body: 0), file: "file").texts() == [])
  }

  @Test func refusesOtherVersionsAndLengths() {
    for version in [0, 4, 255] as [UInt8] {
      expectError("expected format 1 to 3 of NumPy's files, found \(version)") {
        _ = try NumPyArray(data: builtNPY(header: "{}", version: version), file: "file")
      }
    }
    let start = Data([0x93] + Array("NUMPY".utf8))
    expectError("expected a NumPy header of at most 65536 bytes, found 4294967295") {
      _ = try NumPyArray(data: start + Data([2, 0, 255, 255, 255, 255]) + Data(count: 100), file: "file")
    }
    expectError("the file ends too early") {
      _ = try NumPyArray(data: start + Data([1, 0, 255, 255]) + Data(count: 100), file: "file")
    }
    expectError("expected a NumPy array, found other contents") { _ = try NumPyArray(data: Data(), file: "file") }
  }

  @Test func readsAPartOfWhatIsTooLargeAtOnce() throws {
    // Bytes that were never written take no space on the disk, and no memory.
    let count = 5
    let size = 1 << 27
    try withFile(builtNPY(type: "|u1", shape: "(\(count), \(size))", body: 0)) { url in
      let handle = try FileHandle(forWritingTo: url)
      let start = try handle.seekToEnd()
      try handle.truncate(atOffset: start + UInt64(count * size))
      try handle.seek(toOffset: start + UInt64(4 * size) - 1)
      try handle.write(contentsOf: Data([7, 9]))
      try handle.close()
      let array = try NumPyArray(contentsOf: url)
      expectError("expected at most 268435456 elements at once, found the shape (5, 134217728)", file: url.path) {
        _ = try array.numbers()
      }
      #expect(array.shape == [count, size])
    }
    let large = builtNPY(type: "|u1", shape: "(1, 268435457)", body: 0)
    try withFile(large) { url in
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: UInt64(large.count + 268_435_457))
      try handle.close()
      let array = try NumPyArray(contentsOf: url)
      expectError("expected at most 268435456 elements at once", file: url.path) { _ = try array.numbers(at: 0) }
    }
  }
}
