import Autodiff
import Foundation
import Kernels

/// The weights that a network's convolutions start from where they are not drawn: those of another training.
///
/// Dense layers are always drawn, so that trials that start from one file still differ by their seeds.
public struct StartingWeights: Sendable {
  /// By the names of the network's parameters.
  fileprivate let values: [String: Value]

  /// From a safetensors file's bytes, which name and lay out the tensors as this program, Keras, torchvision or timm does; tensors
  /// of other layers are ignored.
  /// - Parameter name: stands for the file in errors.
  /// - Throws: `WeightsError` naming the tensor that is missing, has another shape or is not finite, as the file would have it.
  public init(of network: Network, data: Data, name: String) throws {
    // Read in two passes: a file may hold ten times as much as is wanted.
    var stored: Set<String> = []
    _ = try Safetensors(data: data, name: name) {
      stored.insert($0)
      return false
    }
    let naming = TensorNaming(of: stored, for: network)
    let names = network.convolutions.indices.map { naming.names(ofConvolution: $0, in: network) }
    let wanted = Set(names.flatMap { [$0.kernel, $0.bias] })
    let file = try Safetensors(data: data, name: name, isWanted: wanted.contains)

    func tensor(_ tensorName: String, _ shape: Shape) throws -> Tensor {
      guard let tensor = file[tensorName] else {
        throw WeightsError("\(name): the tensor \"\(tensorName)\" of \(network.name) is missing")
      }
      guard tensor.shape == shape else {
        throw WeightsError("\(name): the tensor \"\(tensorName)\" has shape \(tensor.shape), expected \(shape)")
      }
      guard tensor.buffer.isFinite else {
        throw WeightsError("\(name): the tensor \"\(tensorName)\" holds a value that is not finite")
      }
      return tensor
    }
    var values: [String: Value] = [:]
    for (layer, names) in zip(network.convolutions, names) {
      let size = [layer.inputs, layer.filters]
      let kernel =
        naming.hasFiltersFirst
        ? Self.withFiltersLast(try tensor(names.kernel, Shape(size.reversed() + [3, 3])))
        : try tensor(names.kernel, Shape([3, 3] + size))
      values[layer.kernelName] = kernel.value
      values[layer.biasName] = try tensor(names.bias, [layer.filters]).value
    }
    self.values = values
  }

  /// - Throws: `WeightsError` naming the file and what is wrong.
  public init(of network: Network, contentsOf url: URL) throws {
    try self.init(of: network, data: Safetensors.contents(of: url), name: url.path)
  }

  /// From filters x inputs x rows x columns to rows x columns x inputs x filters.
  private static func withFiltersLast(_ kernel: Tensor) -> Tensor {
    let (filters, inputs, cells) = (kernel.shape[0], kernel.shape[1], kernel.shape[2] * kernel.shape[3])
    let result = Buffer(uninitialized: kernel.shape.count)
    for filter in 0..<filters {
      for input in 0..<inputs {
        for cell in 0..<cells {
          result.pointer[(cell * inputs + input) * filters + filter] =
            kernel.buffer.pointer[(filter * inputs + input) * cells + cell]
        }
      }
    }
    return Tensor([kernel.shape[2], kernel.shape[3], inputs, filters], result)
  }
}

extension Network {
  /// First weights: the given ones of the convolutions, all others a function of the seed and each parameter's name.
  public func initialParameters(seed: UInt64, startingFrom weights: StartingWeights?) -> Parameters {
    Parameters(
      declarations.map { declaration in
        if let value = weights?.values[declaration.name] {
          precondition(value.shape == declaration.shape, "weights of another network than \(name)")
          return (declaration.name, Tensor(value.shape, value.buffer))
        }
        let stream = RandomGenerator.derive(seed, declaration.name)
        return (
          declaration.name, Tensor(declaration.shape, declaration.initializer.draw(declaration.shape, seed: stream))
        )
      })
  }
}
