import Autodiff
import Foundation
import Kernels
import Networks
import Studies
import Synchronization

/// A directory for features, gone when the test is over, and what was warned of.
final class FeatureSandbox: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(path: "features-\(UUID().uuidString)")
  private let lines = Mutex<[String]>([])

  deinit { try? FileManager.default.removeItem(at: url) }

  var warnings: [String] { lines.withLock { $0 } }

  /// A cache as a process of its own would have it.
  func cache(at other: URL? = nil, limit: Int = FeatureCache.standardLimit) -> FeatureCache {
    FeatureCache(directory: other ?? url, limit: limit) { line in self.lines.withLock { $0.append(line) } }
  }

  func files(_ suffix: String = ".features") -> [URL] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { url.appending(path: $0) }
  }
}

/// Features of the samples' images under one network's convolutions, as trainings ask for them.
struct FeatureRequest {
  var parameters = Network.compact.initialParameters(seed: 5)
  var part = ImagePart.training
  var isShared = true
  var isCancelled: () -> Bool = { false }

  func features(from cache: FeatureCache, report: @escaping (String) -> Void = { _ in }) throws -> FeatureSet {
    try cache.features(
      of: part, of: TrainingSamples.images, network: .compact, parameters: parameters, isShared: isShared,
      watch: FeatureCache.Watch(report: report, isCancelled: isCancelled))
  }

  /// The features of these images.
  func values(from cache: FeatureCache, images: [Int] = Array(0..<32)) throws -> [Float] {
    try features(from: cache).tensor(images).array
  }

  /// How many batches a cache computes for this request.
  func batchesComputed(by cache: FeatureCache) throws -> Int {
    var asked = 0
    var request = self
    request.isCancelled = {
      asked += 1
      return false
    }
    _ = try request.features(from: cache)
    return asked
  }
}
