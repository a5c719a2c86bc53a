import Foundation

extension KeyDirectory {
  /// The content of a worker's key file, for a worker that `launch` starts: its key as long as it holds, so that workers which
  /// went on without their coordinator are still let in, and else a new one.
  /// - Throws: `ClusterError` or `ZeroMQError`, one line.
  public func secret(forWorker name: String) throws -> String {
    let holds = try list().contains { $0.name == name && !$0.isExpired(at: Date()) }
    let existing = url.appending(path: "workers/\(name).key")
    if holds, let text = try SecretFile.read(existing.path) { return text }
    let file = try makeWorkerKey(name: name, expires: nil)
    return try String(contentsOf: file, encoding: .utf8)
  }
}
