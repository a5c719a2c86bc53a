import Autodiff
import Foundation
import Networks
import Studies
import Testing

/// Features come out the same to the last bit wherever they come from, and are computed once.
@Suite struct FeatureCacheTests {
  private let sandbox = FeatureSandbox()
  private let request = FeatureRequest()

  /// What the network itself makes of the images, as many at a time as features are computed.
  private var direct: [Float] {
    let images = TrainingSamples.images.training
    return stride(from: 0, to: 32, by: 10).flatMap { first -> [Float] in
      let indices = (first..<first + 10).map { min($0, 31) }
      let outputs = Network.compact(images.tensor(indices, channels: 1), request.parameters)
      return Array(outputs.activations.array.prefix(6 * 8 * 64 * min(10, 32 - first)))
    }
  }

  @Test func areTheNetworksActivations() throws {
    let direct = direct
    #expect(try request.values(from: FeatureCache(directory: nil)) == direct)
    #expect(try request.values(from: sandbox.cache()) == direct)
    #expect(direct.contains { $0 > 0 })
    // In any order, and one by one.
    let size = 6 * 8 * 64
    for cache in [FeatureCache(directory: nil), sandbox.cache()] {
      #expect(try request.values(from: cache, images: [31]) == Array(direct.suffix(size)))
      #expect(
        try request.values(from: cache, images: [10, 9, 10])
          == [10, 9, 10].flatMap { direct[$0 * size..<($0 + 1) * size] })
    }
  }

  @Test func areComputedOnce() throws {
    let first = sandbox.cache()
    #expect(try request.batchesComputed(by: first) == 4)
    #expect(try request.batchesComputed(by: first) == 0)
    // Another process.
    #expect(try request.batchesComputed(by: sandbox.cache()) == 0)
    #expect(sandbox.files().count == 1)
    #expect(sandbox.files(".partial") == [])
  }

  @Test func ofOtherImagesOrWeightsAreOthers() throws {
    let cache = sandbox.cache()
    let values = try request.values(from: cache)
    var weights = request
    weights.parameters = Network.compact.initialParameters(seed: 6)
    #expect(try weights.values(from: cache) != values)
    var part = request
    part.part = .validation
    #expect(try part.values(from: cache, images: [0, 1]) != Array(values.prefix(2 * 6 * 8 * 64)))
    #expect(sandbox.files().count == 3)
    #expect(try request.values(from: cache) == values)
  }

  /// What is not the convolutions' does not count.
  @Test func doNotDependOnTheDenseLayers() throws {
    _ = try request.values(from: sandbox.cache())
    var other = request
    for name in Network.compact.headParameterNames {
      other.parameters[name] = Tensor(repeating: 1, other.parameters[name].shape)
    }
    #expect(try other.batchesComputed(by: sandbox.cache()) == 0)
  }

  @Test func ofATrialsOwnConvolutionsLeaveNoFile() throws {
    var own = request
    own.isShared = false
    let cache = sandbox.cache()
    #expect(try own.batchesComputed(by: cache) == 4)
    #expect(try own.batchesComputed(by: cache) == 0)
    #expect(try own.values(from: cache) == request.values(from: FeatureCache(directory: nil)))
    #expect(!FileManager.default.fileExists(atPath: sandbox.url.path))
  }

  @Test func aCancelledComputationLeavesNothing() throws {
    var left = 3
    var cancelled = request
    cancelled.isCancelled = {
      left -= 1
      return left < 0
    }
    #expect(throws: TrialTrainer.Cancelled.self) { try cancelled.features(from: sandbox.cache()) }
    #expect(sandbox.files("") == [])
    #expect(try request.batchesComputed(by: sandbox.cache()) == 4)
  }
}
