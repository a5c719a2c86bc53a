import Autodiff
import Kernels
import Networks

/// A network's weights as PyTorch's modules name and lay them out: `features`, a `Sequential` of convolutions, ReLUs and poolings
/// as torchvision's VGG has it, and `classifier`, one of linear layers with ReLUs between them.
///
/// Here images are rows x columns x channels and kernels end in their outputs; there channels and outputs come first. The first
/// linear layer's inputs are in the order in which PyTorch flattens channels x rows x columns.
public struct PyTorchWeights {
  /// A layer's two tensors.
  struct Layer {
    /// Of a convolution outputs x inputs x 3 x 3, of a linear layer outputs x inputs.
    let weight: (name: String, tensor: Tensor)
    /// One number an output.
    let bias: (name: String, tensor: Tensor)
  }

  let convolutions: [Layer]
  let linear: [Layer]

  /// - Parameter parameters: of this network.
  public init(_ network: Network, _ parameters: Parameters) {
    convolutions = network.convolutions.enumerated().map { index, layer in
      let names = TensorNaming.features.names(ofConvolution: index, in: network)
      let kernel = parameters[layer.kernelName]
      return Layer(
        weight: (names.kernel, Self.outputsFirst(kernel, sizes: kernel.shape.sizes, as: kernel.shape.rank)),
        bias: (names.bias, parameters[layer.biasName]))
    }
    let (rows, columns) = network.pooledSize
    linear = network.dense.enumerated().map { index, layer in
      // ReLUs count as places of the sequence.
      let name = "classifier.\(2 * index)"
      let kernel = parameters[layer.kernelName]
      let cells = index == 0 ? [rows, columns, layer.inputs / max(1, rows * columns)] : [1, 1, layer.inputs]
      return Layer(
        weight: ("\(name).weight", Self.outputsFirst(kernel, sizes: cells + [layer.units], as: 2)),
        bias: ("\(name).bias", parameters[layer.biasName]))
    }
  }

  /// The tensors in a file that `load_state_dict` takes.
  /// - Parameter metadata: free text by key.
  public func safetensors(metadata: [String: String] = [:]) -> Safetensors {
    Safetensors(tensors: (convolutions + linear).flatMap { [$0.weight, $0.bias] }, metadata: metadata)
  }

  /// From rows x columns x inputs x outputs to outputs x inputs x rows x columns.
  /// - Parameter rank: 4, or 2 to take inputs, rows and columns together as one axis.
  private static func outputsFirst(_ kernel: Tensor, sizes: [Int], as rank: Int) -> Tensor {
    let (cells, inputs, outputs) = (sizes[0] * sizes[1], sizes[2], sizes[3])
    let result = Buffer(uninitialized: kernel.shape.count)
    for output in 0..<outputs {
      for input in 0..<inputs {
        for cell in 0..<cells {
          result.pointer[(output * inputs + input) * cells + cell] =
            kernel.buffer.pointer[(cell * inputs + input) * outputs + output]
        }
      }
    }
    return Tensor(rank == 2 ? [outputs, inputs * cells] : [outputs, inputs, sizes[0], sizes[1]], result)
  }
}

extension Network {
  /// Rows and columns of what the dense layers take, after the last pooling.
  var pooledSize: (rows: Int, columns: Int) {
    let size = mapSize(ofLayer: attributionLayer) ?? (0, 0)
    return (size.rows / 2, size.columns / 2)
  }
}
