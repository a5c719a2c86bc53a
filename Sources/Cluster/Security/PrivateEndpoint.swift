import Foundation
import ZeroMQ

extension Endpoint {
  /// Makes sure that only this user reaches an ipc socket: its directory must have mode 0700 and belong to the user. Throws
  /// `ClusterError` otherwise.
  ///
  /// Refused rather than warned of, on both sides: ipc has no keys, so the directory alone keeps others from handing out work
  /// and from taking part. A socket's own mode depends on the umask, and in a directory like /tmp another user may have made it.
  package func requirePrivate() throws {
    guard case .ipc(let path) = transport else { return }
    guard !path.hasPrefix("@") else {
      throw ClusterError("\(self): any user of this machine could connect; expected a file in a directory of mode 0700")
    }
    do {
      try SecretFile.requirePrivateDirectory(URL(filePath: path).deletingLastPathComponent().path)
    } catch let error as ClusterError {
      throw ClusterError("\(self): only this user may reach the socket: \(error)")
    }
  }
}
