import Foundation
import Glibc
import ZeroMQ

/// A directory that only this user can enter, for the socket or the key of local workers. Under the directory for temporary
/// files, because the path of a socket must be short. Removed at the end.
final class SocketDirectory {
  let path: String

  init() throws {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    // mkdtemp makes it with mode 0700.
    let template = parent.utf8.count + 40 <= Endpoint.longestPath ? parent : "/tmp"
    var name = Array("\(template)/\(Self.prefix)XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw ClusterError("\(template): cannot make a directory for sockets: \(String(cString: strerror(errno)))")
    }
    path = String(decoding: name.dropLast().map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }

  var endpoint: Endpoint { Endpoint(.ipc(path: "\(path)/coordinator")) }

  var workerKey: URL { URL(filePath: "\(path)/worker.key") }

  /// Removes what a killed coordinator of this machine left behind; by the workers, who outlive it for a moment.
  static func removeAbandoned(_ endpoint: Endpoint, key: URL?) {
    let file: URL
    switch endpoint.transport {
    case .ipc(let path): file = URL(filePath: path)
    case .tcp:
      guard let key else { return }
      file = key
    }
    let directory = file.deletingLastPathComponent()
    guard directory.lastPathComponent.hasPrefix(prefix) else { return }
    unlink(file.path)
    rmdir(directory.path)
  }

  private static let prefix = "heatsweep."

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
