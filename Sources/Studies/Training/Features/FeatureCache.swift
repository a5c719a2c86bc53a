import Files
import Foundation
import Kernels
import Networks
import Synchronization

/// Features of images under frozen convolutions, so that these are run once rather than in every epoch of every trial.
///
/// Convolutions that several trials share leave their features in files, which other processes and later runs find. Those that
/// a trial drew from its own seed nobody would ask for again: their features stay in memory until the next trial's replace them.
public final class FeatureCache: Sendable {
  /// Bytes of all files together, where nothing else is said.
  public static let standardLimit = 8_000_000_000

  private struct State {
    /// Images and weights that the sets belong to.
    var owner = ""
    var sets: [ImagePart: FeatureSet] = [:]
    /// The convolutions' weights that were digested last: those of a file are the same for all of a worker's trials.
    var weights: (buffers: [Buffer], digest: String) = ([], "")
    var hasWarned = false
  }

  private let directory: FeatureDirectory?
  private let warn: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - directory: where files are kept, made when the first is written; nil for none.
  ///   - limit: bytes of all files together.
  ///   - warn: told in one line, once, why files are not used.
  public init(
    directory: URL?, limit: Int = standardLimit, warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.directory = directory.map { FeatureDirectory(url: $0, limit: limit) }
    self.warn = warn
  }

  /// Told how far the features are, and asked whether they are still wanted.
  package struct Watch {
    let report: (String) -> Void
    let isCancelled: () -> Bool

    package init(report: @escaping (String) -> Void, isCancelled: @escaping () -> Bool) {
      self.report = report
      self.isCancelled = isCancelled
    }

    func check() throws { if isCancelled() { throw TrialTrainer.Cancelled() } }
  }

  /// The features of one part of the images, computed now or kept from before.
  ///
  /// - Parameter isShared: whether other trials have the same convolutions.
  /// - Throws: `TrialTrainer.Cancelled`.
  package func features(
    of part: ImagePart, of images: TrialImages, network: Network, parameters: Parameters, isShared: Bool, watch: Watch
  ) throws -> FeatureSet {
    let weights = digest(of: parameters, network.convolutionParameterNames)
    let owner = "\(network.name) \(images.digest) \(weights)"
    let known = state.withLock { state in
      if state.owner != owner { (state.owner, state.sets) = (owner, [:]) }
      return state.sets[part]
    }
    if let known { return known }
    let extractor = FeatureExtractor(network: network, parameters: parameters, images: images[part])
    let source = FeatureSource(part: part, images: images.digest, weights: weights)
    var set: FeatureSet?
    if isShared, let directory {
      do {
        set = try stored(extractor, key: extractor.key(source: source), in: directory, watch)
      } catch let error as FileError {
        warnOnce("\(error); goes on without stored features, which takes longer and more memory")
      }
    }
    let result = try set ?? computed(extractor, watch)
    state.withLock { if $0.owner == owner { $0.sets[part] = result } }
    return result
  }

  /// The features in a file that is there, or that is written now, by this process or another one.
  /// - Returns: nil where the file would be larger than the limit.
  private func stored(
    _ extractor: FeatureExtractor, key: String, in directory: FeatureDirectory, _ watch: Watch
  ) throws -> FeatureSet? {
    let size = 4 * extractor.shape.count * extractor.count
    guard size + FeatureFile.headerSize <= directory.limit else {
      warnOnce("\(directory.url.path): \(size) bytes of features are more than the limit of \(directory.limit)")
      return nil
    }
    while true {
      if let file = directory.finished(key, size: size) { return FeatureSet(file: file, shape: extractor.shape) }
      guard let draft = try directory.hold(key) else {
        try watch.check()
        watch.report("waits for features that another worker computes")
        usleep(100_000)
        continue
      }
      // Another process may have published it since we looked.
      if FileManager.default.fileExists(atPath: directory.file(key)) { continue }
      directory.makeRoom(for: size + FeatureFile.headerSize, besides: key)
      try draft.reserve(size)
      var left = size
      try forEachBatch(extractor, watch) { batch in
        try batch.withBytes { bytes in
          let own = bytes.prefix(left)
          try draft.append(UnsafeRawBufferPointer(rebasing: own))
          left -= own.count
        }
      }
      return FeatureSet(file: try draft.publish(as: directory.file(key)), shape: extractor.shape)
    }
  }

  private func digest(of parameters: Parameters, _ names: [String]) -> String {
    let buffers = names.map { parameters[$0].buffer }
    let known = state.withLock { state in
      state.weights.buffers.elementsEqual(buffers, by: ===) ? state.weights.digest : nil
    }
    if let known { return known }
    let digest = parameters.digest(of: names)
    state.withLock { $0.weights = (buffers, digest) }
    return digest
  }

  private func computed(_ extractor: FeatureExtractor, _ watch: Watch) throws -> FeatureSet {
    var batches: [Buffer] = []
    try forEachBatch(extractor, watch) { batches.append($0) }
    return FeatureSet(batches: batches, shape: extractor.shape)
  }

  private func forEachBatch(_ extractor: FeatureExtractor, _ watch: Watch, _ body: (Buffer) throws -> Void) throws {
    for number in 0..<extractor.batches {
      try watch.check()
      if number.isMultiple(of: 5) {
        watch.report("features of frozen layers, image \(number * FeatureExtractor.batch)/\(extractor.count)")
      }
      try body(extractor.features(ofBatch: number))
    }
  }

  private func warnOnce(_ line: String) {
    let isFirst = state.withLock { state in
      defer { state.hasWarned = true }
      return !state.hasWarned
    }
    if isFirst { warn(line) }
  }
}
