import Foundation

/// The last lines of a log file.
package enum LogTail {
  package static func lines(_ path: String, count: Int = 30) -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    guard let size = try? file.seekToEnd() else { return [] }
    try? file.seek(toOffset: size > 8192 ? size - 8192 : 0)
    let bytes = (try? file.readToEnd()) ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(count).map {
      String($0.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
  }
}
