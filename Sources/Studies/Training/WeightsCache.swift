import Files
import Foundation
import Networks
import Synchronization

/// The weights that a worker's trials start from, read once.
public final class WeightsCache: Sendable {
  private struct Key: Equatable {
    let file: WeightsFile
    let model: ModelKind
    let channels: Int
  }

  private let latest = Mutex<(key: Key, weights: StartingWeights)?>(nil)

  public init() {}

  /// The weights that `trial` starts from, read now or kept from before; nil where it draws all of its weights.
  ///
  /// - Parameter elsewhere: where this machine lacks the file, its bytes from another one, or nil.
  /// - Throws: `WeightsError` for a file that is missing, is another than the trial names, or does not fit the network.
  public func weights(
    for trial: Trial, elsewhere: (WeightsFile) throws -> Data? = { _ in nil }
  ) throws -> StartingWeights? {
    guard let file = trial.experiment.weights else { return nil }
    let network = trial.experiment.network
    let key = Key(file: file, model: trial.experiment.model, channels: network.imageChannels)
    if let weights = latest.withLock({ $0?.key == key ? $0?.weights : nil }) { return weights }
    let weights: StartingWeights
    do {
      weights = try file.read(for: network)
    } catch let error as WeightsError {
      guard let data = try elsewhere(file), sha256(data) == file.digest else { throw error }
      weights = try StartingWeights(of: network, data: data, name: file.path)
    }
    latest.withLock { $0 = (key, weights) }
    return weights
  }
}

extension WeightsFile {
  /// The file at `url` as it is now.
  /// - Throws: `WeightsError` for a file that cannot be read or that the network cannot start from.
  init(contentsOf url: URL, for network: Network) throws {
    let data = try Safetensors.contents(of: url)
    _ = try StartingWeights(of: network, data: data, name: url.path)
    self.init(path: url.path, digest: sha256(data))
  }

  /// - Throws: `WeightsError` for a file that cannot be read, is another one or does not fit the network.
  func read(for network: Network) throws -> StartingWeights {
    // The path may come from a network: a device or a pipe would never end.
    var status = stat()
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      throw WeightsError("\(path): expected a file of weights")
    }
    let data = try Safetensors.contents(of: URL(fileURLWithPath: path))
    let found = sha256(data)
    guard found == digest else {
      throw WeightsError(
        "\(path): expected the weights that the study began with, of SHA-256 \(digest), found \(found)")
    }
    return try StartingWeights(of: network, data: data, name: path)
  }
}
