import Autodiff
import Foundation
import Kernels

/// Named tensors in one file, in the safetensors format: 8 bytes with the header's length (little endian), a JSON header with
/// each tensor's type, shape and offsets, then the bytes. Python's `safetensors` reads these files, and these read its.
///
/// Tensors are Float32 here. Half precision (`F16`, `BF16`) is converted on reading; written files hold `F32`.
public struct Safetensors {
  public var tensors: [(name: String, tensor: Tensor)]
  /// Free text by key, in the header's `__metadata__`.
  public var metadata: [String: String]

  public init(tensors: [(name: String, tensor: Tensor)], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  public subscript(name: String) -> Tensor? { tensors.first { $0.name == name }?.tensor }
}

/// A weights file that cannot be used, with the file's name and what is wrong.
public struct WeightsError: Error, CustomStringConvertible, Equatable {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
