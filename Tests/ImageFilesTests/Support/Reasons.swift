import Foundation
import ImageFiles
import Testing

/// Checks that something throws one line, which names the file and says what a text is part of.
func expectError(
  _ part: String, file: String = "file", _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  let error = #expect(throws: ImageFileError.self, comment, sourceLocation: sourceLocation) { try body() }
  guard let error else { return }
  #expect(error.file == file, comment, sourceLocation: sourceLocation)
  #expect(error.reason.contains(part), comment, sourceLocation: sourceLocation)
  let line = "\(error)"
  let isShort = line.count < 600 && !line.contains { $0.isNewline }
  #expect(isShort, comment, sourceLocation: sourceLocation)
}

/// Lets a test work with a file of some contents.
func withFile<Value>(_ contents: Data, _ body: (URL) throws -> Value) throws -> Value {
  let url = FileManager.default.temporaryDirectory.appending(path: "image-files-\(UUID().uuidString)")
  try contents.write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url)
}
