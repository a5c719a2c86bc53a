import Foundation
import ZeroMQ

/// Keys of a coordinator and its workers, in a directory of mode 0700:
///
///     coordinator.key      its own keys, made when first needed
///     allowed              whom it lets in: name, public key, expiry
///     workers/NAME.key     for a worker: all that it needs to connect
///
/// A running coordinator reads `allowed` again whenever it changes, so that what is done here holds at once.
public struct KeyDirectory: Sendable {
  /// The directory.
  public let url: URL

  /// Touches nothing: the directory is made when the first key is.
  public init(_ url: URL) { self.url = url }

  /// `$XDG_CONFIG_HOME/heatsweep/keys`, by default `~/.config/heatsweep/keys`.
  public static var standard: KeyDirectory {
    let configuration = ProcessInfo.processInfo.environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    let base =
      configuration.map { URL(filePath: $0) }
      ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".config")
    return KeyDirectory(base.appending(path: "heatsweep/keys"))
  }

  /// Throws `ClusterError` for a name that no key can have: one that could lead out of the directory, or is too long.
  public static func checkName(_ name: String) throws { try KeyName.check(name) }

  var allowedPath: String { url.appending(path: "allowed").path }

  private func workerFile(_ name: String) -> URL { url.appending(path: "workers/\(name).key") }

  /// Makes a key for a worker and lets it in. A name that has a key gets a new one, and the old one is refused from now on.
  ///
  /// - Parameters:
  ///   - name: 1 to 64 letters, digits, `.`, `_` and `-`, not beginning with `.`.
  ///   - expires: when it ends; nil: never.
  /// - Returns: the file to bring to the worker, of mode 0600.
  /// - Throws: `ClusterError` or `ZeroMQError`, one line.
  public func makeWorkerKey(name: String, expires: Date?) throws -> URL {
    try Self.checkName(name)
    return try changingAllowList { list in
      let coordinator = try coordinatorKeys()
      let keys = try CurveKeyPair.make()
      let file = workerFile(name)
      try SecretFile.prepareDirectory(file.deletingLastPathComponent())
      try WorkerKey(name: name, keys: keys, coordinatorKey: coordinator.publicKey, expires: expires).write(to: file)
      list.add(AllowedKey(name: name, publicKey: keys.publicKey, expires: expires))
      return file
    }
  }

  /// The keys that are let in, in the order in which they were made; expired ones too. Throws `ClusterError`.
  public func list() throws -> [AllowedKey] {
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    try SecretFile.requirePrivateDirectory(url.path)
    return try allowList().keys
  }

  /// Refuses a worker's key from now on, connections that stand included, and removes its file here. Throws `ClusterError`,
  /// also where there is no key of that name.
  public func revoke(name: String) throws {
    try Self.checkName(name)
    func missing() -> ClusterError { ClusterError("\(url.path): no key has the name '\(name)'") }
    guard FileManager.default.fileExists(atPath: url.path) else { throw missing() }
    try changingAllowList { list in
      guard list.remove(name: name) else { throw missing() }
    }
    try? FileManager.default.removeItem(at: workerFile(name))
  }

  /// The coordinator's own keys, made where there are none yet.
  func coordinatorKeys() throws -> CurveKeyPair {
    try SecretFile.prepareDirectory(url)
    let path = url.appending(path: "coordinator.key").path
    if let text = try SecretFile.read(path) {
      let fields = try KeyFileText(text, path: path, known: ["public-key", "secret-key"])
      return try fields.value("secret-key", "a secret key of 40 characters") { try CurveKeyPair(secretKey: $0) }
    }
    let keys = try CurveKeyPair.make()
    try SecretFile.write(
      KeyFileText.text(
        comment: "A heatsweep coordinator's keys. Whoever has this file can pass for it: keep it secret.",
        [("public-key", keys.publicKey), ("secret-key", keys.secretKey)]), to: path)
    return keys
  }

  func allowList() throws -> AllowList {
    try SecretFile.read(allowedPath).map { try AllowList($0, path: allowedPath) } ?? AllowList()
  }

  /// One at a time: programs that change the list at once wait for each other.
  private func changingAllowList<Value>(_ change: (inout AllowList) throws -> Value) throws -> Value {
    try SecretFile.prepareDirectory(url)
    return try FileLock.holding(url.appending(path: "lock").path) {
      var list = try allowList()
      let value = try change(&list)
      try SecretFile.write(list.text, to: allowedPath)
      return value
    }
  }
}
