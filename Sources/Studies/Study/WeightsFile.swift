/// A safetensors file of weights that convolutions start from.
///
/// It is a part of the trial, so that a worker does not train, nor a checkpoint continue, from other weights.
public struct WeightsFile: Codable, Sendable, Equatable {
  /// Absolute, since workers have directories of their own; as in the study file where that was read without looking at files.
  public var path: String
  /// SHA-256 of the file in 64 hexadecimal digits; empty where the study file was read without looking at files.
  public var digest: String

  /// Under which one machine asks another for it.
  public var name: String { "weights \(digest)" }

  /// A file of this content.
  public init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}
