import Foundation

/// A directory for temporary files that goes with its last owner.
final class BenchDirectory {
  let url = FileManager.default.temporaryDirectory.appending(path: "heatsweep-bench-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: url) }
}
