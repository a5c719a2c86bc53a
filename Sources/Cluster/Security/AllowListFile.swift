import Foundation
import Glibc

/// The allow-list as a running coordinator has it: read again whenever the file changes.
///
/// A list that cannot be read does not replace the one before it: a slip of an editor must not send a whole lab away.
final class AllowListFile {
  /// Whether a key is let in, and if not, why.
  enum Standing: Equatable {
    case allowed(AllowedKey)
    /// `key 'lab1' was revoked or replaced`, for instance.
    case refused(String)
  }

  private struct Version: Equatable {
    var inode: UInt64 = 0
    var size: Int64 = 0
    var seconds = 0
    var nanoseconds = 0
  }

  private let directory: KeyDirectory
  private var version: Version?
  private var keys: [String: AllowedKey] = [:]
  /// Names of keys that were in the list since this process began, and are no more.
  private var former: [String: String] = [:]
  /// A key of this process alone, which is in no file.
  private let own: AllowedKey?

  init(_ directory: KeyDirectory, own: AllowedKey?) throws {
    self.directory = directory
    self.own = own
    version = currentVersion()
    take(try directory.allowList())
  }

  /// Reads the list where it has changed. Throws `ClusterError` once for each version that cannot be read.
  /// - Returns: whether it has.
  func refresh() throws -> Bool {
    let current = currentVersion()
    guard current != version else { return false }
    version = current
    take(try directory.allowList())
    return true
  }

  /// How many keys that were in the list since this process began are refused now: grows when one is revoked or expires.
  func refusedKeys(at time: Date) -> Int {
    former.count + keys.values.count { $0.expires.map { $0 <= time } ?? false }
  }

  func standing(of key: String, at time: Date) -> Standing {
    if let entry = keys[key] {
      guard let expires = entry.expires, expires <= time else { return .allowed(entry) }
      return .refused("key '\(entry.name)' expired at \(Expiry.text(expires))")
    }
    if let own, own.publicKey == key { return .allowed(own) }
    return .refused(former[key].map { "key '\($0)' was revoked or replaced" } ?? "a key that is not on the allow-list")
  }

  private func take(_ list: AllowList) {
    let new = Dictionary(uniqueKeysWithValues: list.keys.map { ($0.publicKey, $0) })
    for (key, entry) in keys where new[key] == nil { former[key] = entry.name }
    keys = new
  }

  private func currentVersion() -> Version {
    var status = stat()
    guard stat(directory.allowedPath, &status) == 0 else { return Version() }
    return Version(
      inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
  }
}
