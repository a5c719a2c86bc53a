/// What a file calls the weights of a network's convolutions, and how it lays them out.
package enum TensorNaming: CaseIterable {
  /// Ours and Keras's: `block1_conv1/kernel`, 3 x 3 x inputs x filters.
  case plain
  /// Keras's variables: `block1_conv1/kernel:0`.
  case variables
  /// Keras's variables below their layers, as in its HDF5 files: `block1_conv1/block1_conv1/kernel:0`.
  case nestedVariables
  /// torchvision's and timm's: `features.0.weight`, filters x inputs x 3 x 3.
  case features

  /// Names of the kernel and the bias of one of a network's convolutions.
  package func names(ofConvolution index: Int, in network: Network) -> (kernel: String, bias: String) {
    let name = network.convolutions[index].name
    switch self {
    case .plain: return ("\(name)/kernel", "\(name)/bias")
    case .variables: return ("\(name)/kernel:0", "\(name)/bias:0")
    case .nestedVariables: return ("\(name)/\(name)/kernel:0", "\(name)/\(name)/bias:0")
    case .features:
      // `features` is a sequence in which ReLU and pooling count as well.
      let place = 2 * index + network.convolutions[..<index].count(where: \.isPooled)
      return ("features.\(place).weight", "features.\(place).bias")
    }
  }

  /// Whether kernels are stored as filters x inputs x 3 x 3 and have to be transposed.
  var hasFiltersFirst: Bool { self == .features }

  /// The naming that knows most of a file's names; the first such.
  init(of names: Set<String>, for network: Network) {
    func known(_ naming: TensorNaming) -> Int {
      network.convolutions.indices.count { index in
        let (kernel, bias) = naming.names(ofConvolution: index, in: network)
        return names.contains(kernel) || names.contains(bias)
      }
    }
    self = Self.allCases.max { known($0) < known($1) } ?? .plain
  }
}
