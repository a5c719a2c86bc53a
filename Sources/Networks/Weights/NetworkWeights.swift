import Autodiff
import Foundation
import Kernels

extension Network {
  /// The network's parameters from a safetensors file.
  ///
  /// - Throws: `WeightsError` naming the tensor that is missing or has another shape.
  public func parameters(from file: Safetensors, name: String) throws -> Parameters {
    Parameters(
      try declarations.map { declaration in
        guard let tensor = file[declaration.name] else {
          throw WeightsError("\(name): the tensor \"\(declaration.name)\" of \(self.name) is missing")
        }
        guard tensor.shape == declaration.shape else {
          throw WeightsError(
            "\(name): the tensor \"\(declaration.name)\" has shape \(tensor.shape), expected \(declaration.shape)")
        }
        return (declaration.name, tensor)
      })
  }

  /// - Throws: `WeightsError` naming the file and what is wrong.
  public func parameters(contentsOf url: URL) throws -> Parameters {
    try parameters(from: Safetensors(contentsOf: url), name: url.path)
  }
}

extension Parameters {
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    Safetensors(tensors: names.map { ($0, self[$0]) }, metadata: metadata)
  }
}
