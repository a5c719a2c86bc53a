import Files
import Foundation

/// A directory of feature files that several processes share, kept below a size: what was used longest ago goes first.
struct FeatureDirectory: Sendable {
  let url: URL
  /// Bytes of all files together.
  let limit: Int

  func file(_ key: String) -> String { url.appending(path: "\(key).features").path }

  private func draft(_ key: String) -> String { url.appending(path: "\(key).partial").path }

  /// The finished file of this key, noted as used; a damaged one is removed.
  func finished(_ key: String, size: Int) -> FeatureFile? {
    let path = file(key)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let file = FeatureFile.checked(path: path, key: key, size: size) else {
      unlink(path)
      return nil
    }
    utimes(path, nil)
    return file
  }

  /// The right to write the file of this key.
  /// - Returns: nil while another process has it.
  /// - Throws: `FileError` where the directory cannot be used.
  func hold(_ key: String) throws -> FeatureDraft? {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw FileError(path: url.path, action: "create", code: (error as? CocoaError)?.underlyingErrno ?? EACCES)
    }
    return try FeatureDraft.hold(path: draft(key), key: key)
  }

  /// Removes files until there is room for another of `size` bytes, and drafts that nobody works on any more.
  ///
  /// A process that reads a removed file keeps it until it is done.
  /// - Parameter key: the draft that this process holds.
  func makeRoom(for size: Int, besides key: String) {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let urls = (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: Array(keys))) ?? []
    for url in urls where url.pathExtension == "partial" && url.path != draft(key) {
      // Held for a moment: what is not published is removed as it is let go.
      _ = try? FeatureDraft.hold(path: url.path, key: "")
    }
    var files = urls.filter { $0.pathExtension == "features" }.compactMap { url in
      (try? url.resourceValues(forKeys: keys)).map {
        (path: url.path, size: $0.fileSize ?? 0, used: $0.contentModificationDate ?? .distantPast)
      }
    }.sorted { ($0.used, $0.path) < ($1.used, $1.path) }
    var total = files.reduce(0) { $0 + $1.size }
    while total + size > limit, let oldest = files.first {
      unlink(oldest.path)
      total -= oldest.size
      files.removeFirst()
    }
  }
}

extension CocoaError {
  /// The system's error number below this error, where it names one.
  fileprivate var underlyingErrno: Int32? {
    (underlying as? POSIXError)?.code.rawValue ?? (userInfo[NSUnderlyingErrorKey] as? NSError).map { Int32($0.code) }
  }
}
