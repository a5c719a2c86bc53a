import Foundation
import ZeroMQ

/// Where a worker finds its coordinator.
enum CoordinatorAddress {
  case endpoint(Endpoint)
  /// The study's directory, on a file system that is shared with the coordinator, which says there where it listens.
  case directory(URL)

  /// Reads `tcp://HOST:PORT`, `ipc://PATH` or the path of a directory. Throws `ZeroMQError` or `ClusterError`, one line each.
  init(_ text: String) throws {
    guard !text.contains("://") else {
      self = .endpoint(try Endpoint(text))
      return
    }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: text, isDirectory: &isDirectory), isDirectory.boolValue else {
      throw ClusterError("'\(text)': expected tcp://HOST:PORT, ipc://PATH or a study's directory")
    }
    self = .directory(URL(filePath: text))
  }

  var endpoint: Endpoint? {
    if case .endpoint(let endpoint) = self { endpoint } else { nil }
  }

  var directory: URL? {
    if case .directory(let directory) = self { directory } else { nil }
  }
}
