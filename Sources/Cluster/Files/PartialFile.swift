import Files
import Foundation
import Glibc

/// A file while its pieces come, under a temporary name beside its own: whole under that name, or not there.
final class PartialFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var hash = SHA256()
  private var isFinished = false

  /// - Throws: `FileError` where it cannot be made.
  init(path: String) throws {
    self.path = path
    let url = URL(filePath: path)
    // The same file may come from two workers at once, on machines that share the directory.
    let name = ".\(url.lastPathComponent).\(UUID().uuidString)\(Self.suffix)"
    temporary = url.deletingLastPathComponent().appending(path: name).path
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "create", code: errno) }
    FaultPoint.fileCreated.pass()
  }

  /// Not that of `DurableFile`: a worker that shares the coordinator's directory cleans up behind dead workers, and must leave alone
  /// what the coordinator receives.
  private static let suffix = ".incoming"

  /// Removes what a killed process had received only a part of. By the only process that receives files there.
  static func removeAbandoned(in directory: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    where name.hasPrefix(".") && name.hasSuffix(suffix) {
      unlink("\(directory)/\(name)")
    }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(temporary) }
  }

  /// Writes the next piece.
  func append(_ piece: Data) throws {
    try piece.withUnsafeBytes { bytes in
      hash.add(bytes)
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw FileError(path: path, action: "write", code: count < 0 ? errno : EIO) }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Makes it durable under its own name, if it has the digest that it should have.
  /// - Returns: whether it has.
  func finish(digest: String) throws -> Bool {
    guard hash.digits == digest else { return false }
    guard fsync(descriptor) == 0 else { throw FileError(path: path, action: "flush", code: errno) }
    try DurableFile.rename(temporary, to: path)
    isFinished = true
    return true
  }
}
