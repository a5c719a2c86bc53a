import Foundation

/// Reads the text of a document's file.
package enum DocumentFile {
  /// The file's text.
  /// - Parameters:
  ///   - expected: names in errors what the file should be, such as `a study file`.
  ///   - maximumBytes: bytes of the largest file that is read.
  /// - Throws: `DocumentError` for a file that is missing, too large, not a regular file, or not text in UTF-8.
  package static func text(path: String, expected: String, maximumBytes: Int) throws -> String {
    let data = try contents(of: path, expected, maximumBytes)
    guard let text = String(validating: data, as: UTF8.self) else {
      let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
      throw DocumentError(file: path, line: line, "expected text in UTF-8, found bytes that are not")
    }
    return text
  }

  private static func contents(of path: String, _ expected: String, _ maximumBytes: Int) throws -> Data {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: resolved)
    } catch {
      throw DocumentError(file: path, "expected \(expected), found \(finding(error))")
    }
    // Reading a device or a pipe might never end.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
      throw DocumentError(
        file: path,
        "expected \(expected), found \(isDirectory ? "a directory" : "something that is not a regular file")")
    }
    guard let size = attributes[.size] as? NSNumber, size.intValue <= maximumBytes else {
      throw DocumentError(file: path, "expected at most \(maximumBytes) bytes, found a larger file")
    }
    do {
      return try Data(contentsOf: URL(fileURLWithPath: resolved))
    } catch {
      throw DocumentError(file: path, "expected \(expected), found \(finding(error))")
    }
  }

  private static func finding(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile?, .fileReadNoSuchFile?: return "no file of that name"
    case .fileReadNoPermission?: return "no permission to read it"
    case let code: return "a file that cannot be read (error \(code?.rawValue ?? 0))"
    }
  }
}
