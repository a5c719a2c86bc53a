import ArgumentParser
import Foundation
import Studies

/// Where the features of frozen layers are kept, and how much room they may take.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where to keep features of frozen layers; HEATSWEEP_CACHE, or heatsweep in the user's cache directory, by default.",
      valueName: "directory"))
  var cache: String?

  @Option(help: ArgumentHelp("Most gigabytes to keep there; 0 keeps none.", valueName: "gigabytes"))
  var cacheLimit = 8.0

  func validate() throws {
    guard (0...1_000_000).contains(cacheLimit) else {
      throw ValidationError("Expected between 0 and 1000000 for --cache-limit, found \(cacheLimit).")
    }
  }

  /// Options with which a worker keeps its features in the same place.
  var workerArguments: [String] {
    (cache.map { ["--cache", URL(filePath: $0).path] } ?? []) + ["--cache-limit", "\(cacheLimit)"]
  }

  /// - Parameter warn: told in one line, once, why features are not kept.
  func features(warn: @escaping @Sendable (String) -> Void) -> FeatureCache {
    FeatureCache(
      directory: cacheLimit > 0 ? directory?.appending(path: "features") : nil, limit: Int(cacheLimit * 1e9), warn: warn
    )
  }

  /// The XDG base directory specification's place for what can be computed again; nil for a user without a home.
  var directory: URL? {
    let environment = ProcessInfo.processInfo.environment
    if let path = cache ?? environment["HEATSWEEP_CACHE"], !path.isEmpty { return URL(filePath: path) }
    // The specification has relative paths ignored.
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      return URL(filePath: path).appending(path: "heatsweep")
    }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0).appending(path: ".cache/heatsweep") }
  }
}
