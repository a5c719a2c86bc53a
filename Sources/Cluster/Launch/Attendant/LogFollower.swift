import Foundation

/// Reads what is appended to a log, piece by piece.
struct LogFollower {
  private let path: String
  private var offset: UInt64

  /// Bytes of one piece; in base 64 it fits a report's line.
  private static let pieceSize = 65_536

  init(path: String, offset: UInt64) {
    self.path = path
    self.offset = offset
  }

  /// The next piece and where it begins; nil where nothing is new. A log shorter than it was begins anew.
  mutating func next() -> (offset: UInt64, bytes: Data)? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let size = try? file.seekToEnd(), size != offset else { return nil }
    if size < offset { offset = 0 }
    guard (try? file.seek(toOffset: offset)) != nil, let bytes = try? file.read(upToCount: Self.pieceSize),
      !bytes.isEmpty
    else { return nil }
    defer { offset += UInt64(bytes.count) }
    return (offset, bytes)
  }
}
