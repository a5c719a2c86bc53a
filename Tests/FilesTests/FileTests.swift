import Files
import Foundation
import Testing

@Suite struct FileTests {
  /// The examples of FIPS 180-2.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAreThoseOfTheStandard(text: String, digest: String) {
    let bytes = Array(text.utf8)
    #expect(sha256(bytes) == digest)
    #expect(sha256([Array(bytes.prefix(2)), [], Array(bytes.dropFirst(2))]) == digest)
  }

  @Test func aFileIsReplacedAsAWhole() throws {
    try inTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("file")
      for text in ["first", "", "a longer third"] {
        try DurableFile.write(Data(text.utf8), to: file.path)
        #expect(try Data(contentsOf: file) == Data(text.utf8))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["file"])
    }
  }

  @Test func aFileThatCannotBeWrittenIsNamedAndNothingIsLeft() throws {
    try inTemporaryDirectory { directory in
      let missing = directory.appendingPathComponent("missing/file").path
      let error = #expect(throws: FileError.self) { try DurableFile.write(Data([1]), to: missing) }
      #expect(error == FileError(path: missing, action: "create", code: ENOENT))
      #expect(error?.description == "\(missing): cannot create the file: No such file or directory")

      let taken = directory.appendingPathComponent("taken")
      try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
      #expect(throws: FileError.self) { try DurableFile.write(Data([1]), to: taken.path) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["taken"])
    }
  }

  @Test func aFullDiskIsRecognised() {
    #expect(FileError(path: "p", action: "write", code: ENOSPC).isFullDisk)
    #expect(!FileError(path: "p", action: "write", code: ENOENT).isFullDisk)
  }

  private func inTemporaryDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }
}
