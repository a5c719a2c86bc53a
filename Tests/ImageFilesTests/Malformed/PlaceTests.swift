import Foundation
import ImageFiles
import Testing

/// What is at the path: nothing, a directory, a pipe, an empty file.
@Suite struct PlaceTests {
  /// Opens a path as each format.
  static let readers: [@Sendable (URL) throws -> Void] = [
    { _ = try PNGReader.read($0) }, { _ = try PNGReader.readLabels($0) }, { _ = try NumPyArray(contentsOf: $0) },
    { _ = try NumPyArchive(contentsOf: $0) }, { _ = try Volume(contentsOf: $0) },
  ]

  private func refused(_ reason: String, _ url: URL) {
    for reader in Self.readers { expectError(reason, file: url.path) { try reader(url) } }
  }

  @Test func missingFilesAndDirectories() throws {
    let folder = FileManager.default.temporaryDirectory
    refused("cannot be opened: No such file or directory", folder.appending(path: "missing-\(UUID().uuidString)"))
    refused("expected a file, found a directory", folder)
    try withFile(Data()) { file in
      refused("the file is empty", file)
      refused("cannot be opened: Not a directory", file.appending(path: "below"))
    }
  }

  @Test func pipesAreNotWaitedFor() throws {
    let pipe = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)")
    try #require(mkfifo(pipe.path, 0o600) == 0)
    defer { unlink(pipe.path) }
    refused("expected a file, found something else", pipe)
  }

  @Test func filesOfOtherKinds() throws {
    let names = ["L.png", "words.npy", "wide.npz", "big-u1.nii", "little-u1.nii.gz", "png.json"]
    for name in names {
      let url = try Golden.url(name)
      let readable = Self.readers.indices.filter { (try? Self.readers[$0](url)) != nil }
      let expected = ["L.png": [0, 1], "words.npy": [2], "wide.npz": [3], "big-u1.nii": [4], "little-u1.nii.gz": [4]]
      #expect(readable == expected[name] ?? [], "\(name)")
    }
  }

  @Test func linksAreFollowed() throws {
    let link = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID().uuidString)")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: Golden.url("L.png"))
    defer { try? FileManager.default.removeItem(at: link) }
    #expect(try PNGReader.read(link).height == 5)
  }

  @Test func errorsAreOneLine() {
    let error = ImageFileError(file: "a\nb\u{1B}", reason: "c\r\u{2028}d")
    #expect("\(error)" == "a\u{FFFD}b\u{FFFD}: c\u{FFFD}\u{FFFD}d")
    #expect(error == ImageFileError(file: error.file, reason: error.reason))
    #expect("\(ImageFileError(file: "x.png", reason: "expected y, found z"))" == "x.png: expected y, found z")
  }
}
