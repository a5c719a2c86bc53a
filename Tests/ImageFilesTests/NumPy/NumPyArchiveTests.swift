import Foundation
import ImageFiles
import Testing

@Suite struct NumPyArchiveTests {
  private let contents = NumPyWriter.npy(shape: [2, 3], floats: [1, 2, 3, 4, 5, 6])

  private func read(_ zip: BuiltZip) throws -> [Double] {
    try NumPyArchive(data: zip.file(), file: "file").array("a").numbers()
  }

  @Test(arguments: [0, 8] as [UInt16]) func readsWhatTheBuilderBuilds(_ method: UInt16) throws {
    #expect(try read(BuiltZip(method: method, contents: contents)) == [1, 2, 3, 4, 5, 6])
  }

  @Test func namesAreInTheFilesOrderWithoutTheirEnding() throws {
    let archive = try NumPyArchive(contentsOf: Golden.url("wide.npz"))
    #expect(archive.names == ["first", "second"])
    let other = try NumPyArchive(data: BuiltZip(name: "notes.txt", contents: contents).file(), file: "file")
    #expect(other.names.isEmpty)
    expectError("expected an array 'a', found none") { _ = try other.array("a") }
    #expect(try NumPyArchive(data: BuiltZip.end(count: 0, size: 0, start: 0), file: "file").names.isEmpty)
  }

  @Test func errorsNameTheArray() throws {
    let url = try Golden.url("wide.npz")
    let archive = try NumPyArchive(contentsOf: url)
    expectError("expected an array 'x\u{FFFD}y', found 'first', 'second'", file: url.path) {
      _ = try archive.array("x\ny")
    }
    let refused = try NumPyArchive(data: BuiltZip(contents: Data("text".utf8)).file(), file: "file")
    expectError("expected a NumPy array", file: "file: a") { _ = try refused.array("a") }
    expectError("expected numbers, found texts", file: "\(try Golden.url("stored.npz").path): bytes") {
      _ = try NumPyArchive(contentsOf: Golden.url("stored.npz")).array("bytes").numbers()
    }
  }

  @Test func refusesFieldsThatLie() throws {
    func refused(_ reason: String, file: String = "file: a", _ change: (inout BuiltZip) -> Void) {
      for method in [0, 8] as [UInt16] {
        var zip = BuiltZip(method: method, contents: contents)
        change(&zip)
        expectError(reason, file: file) { _ = try read(zip) }
      }
    }
    refused("expected the checksum 7, found another") { $0.checksum = 7 }
    refused("found the method 12") { $0.method = 12 }
    refused("expected ") { $0.size = 10 }
    refused("expected ") { $0.size = 1000 }
    refused("'a.npy' claims 4000000000 bytes, more than there are", file: "file") { $0.compressedSize = 4_000_000_000 }
    refused("'a.npy' is encrypted, which is not read", file: "file") { $0.flags = 1 }
    refused("expected 'a.npy' where the zip file's list says, found other bytes", file: "file") { $0.start = 2 }
    refused("expected 'a.npy' where the zip file's list says, found other bytes", file: "file") {
      $0.start = 4_000_000_000
    }
    refused("found 'b.npy'", file: "file") { $0.localName = "b.npy" }
    refused("expected each array once, found two called 'a'", file: "file") { $0.copies = 2 }
    refused("expected a size of 64 bits, found none", file: "file") { $0.size = .max }
    refused("expected a size, found 18446744073709551615", file: "file") {
      $0.size = .max
      $0.extra = Data([1, 0, 8, 0]) + Data(repeating: 255, count: 8)
    }
    refused("the file ends too early", file: "file") { $0.extra = Data([1, 0, 99, 0]) }
    refused("expected a size of 64 bits, found none", file: "file") {
      $0.size = .max
      $0.extra = Data([1, 0, 4, 0, 0, 0, 0, 0])
    }
  }

  @Test func refusesListsThatLie() throws {
    let whole = try BuiltZip(contents: contents).file()
    let body = whole.dropLast(22)
    let start = body.count - 51
    func refused(_ reason: String, _ end: Data) {
      expectError(reason) { _ = try NumPyArchive(data: body + end, file: "file") }
    }
    #expect(try NumPyArchive(data: body + BuiltZip.end(count: 1, size: 51, start: start), file: "x").names == ["a"])
    refused("found no room for it", BuiltZip.end(count: 65534, size: 51, start: start))
    refused("found no room for it", BuiltZip.end(count: 1, size: 4_000_000_000, start: start))
    refused("found no room for it", BuiltZip.end(count: 1, size: 51, start: 4_000_000_000))
    refused("found more", BuiltZip.end(count: 0, size: 51, start: start))
    refused("found other bytes", BuiltZip.end(count: 1, size: 51, start: 0))
    refused("the file ends too early", BuiltZip.end(count: 1, size: 46, start: start))
    refused("expected the list of a large zip file, found none", BuiltZip.end(count: 65535, size: 51, start: start))
    refused("found no end of it", BuiltZip.end(count: 1, size: 51, start: start) + Data([0]))
    var second = BuiltZip.end(count: 1, size: 51, start: start)
    second[4] = 1
    refused("found a part of several", second)
    expectError("expected a zip file, found other contents") { _ = try NumPyArchive(data: Data(), file: "file") }
  }

  @Test func aCommentAtTheEndIsNoMatter() throws {
    var file = try BuiltZip(contents: contents).file()
    file.replaceSubrange(file.count - 2..<file.count, with: Data([4, 0]) + Data("PK\u{5}\u{6}".utf8))
    #expect(try NumPyArchive(data: file, file: "file").array("a").numbers() == [1, 2, 3, 4, 5, 6])
  }
}
