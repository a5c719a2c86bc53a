import Files
import Foundation
import Glibc

/// Files that nobody but their owner may read or write, in directories that nobody else may enter.
package enum SecretFile {
  /// No key file is larger.
  private static let limit = 1 << 20

  /// The file's text; nil where there is no such file. Throws `ClusterError` where others can read or write it, or it is no
  /// text file.
  package static func read(_ path: String) throws -> String? {
    // Not blocking: a pipe of this name must not keep us waiting.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw ClusterError("\(path): cannot be read: \(String(cString: strerror(errno)))")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
      throw ClusterError("\(path): expected a key file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw ClusterError("\(path): others can read or change it (mode \(mode(status))); run: chmod 600 \(path)")
    }
    guard let bytes = try? file.read(upToCount: limit), let text = String(data: bytes, encoding: .utf8) else {
      // An empty file reads as nothing.
      if status.st_size == 0 { return "" }
      throw ClusterError("\(path): expected a key file")
    }
    return text
  }

  /// Durable, and the old one or the new one at any moment.
  package static func write(_ text: String, to path: String) throws {
    do {
      try DurableFile.write(Data(text.utf8), to: path, mode: 0o600)
    } catch let error as FileError {
      throw ClusterError(error.description)
    }
  }

  /// Makes a directory for secrets, or makes sure that one is. Throws `ClusterError` where others can enter it.
  static func prepareDirectory(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ClusterError("\(url.path): cannot be made: \(url.reasonNotMade ?? reason(of: error))")
    }
    try requirePrivateDirectory(url.path)
  }

  /// Throws `ClusterError` for a directory that others can enter, or that belongs to somebody else.
  static func requirePrivateDirectory(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw ClusterError("\(path): \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw ClusterError("\(path): expected a directory") }
    guard status.st_uid == geteuid() else { throw ClusterError("\(path): belongs to another user") }
    guard status.st_mode & 0o077 == 0 else {
      throw ClusterError("\(path): others can enter it (mode \(mode(status))); run: chmod 700 \(path)")
    }
  }

  private static func mode(_ status: stat) -> String { "0" + String(status.st_mode & 0o777, radix: 8) }
}
