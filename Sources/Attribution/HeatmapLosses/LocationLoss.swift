import Autodiff
import Networks

/// The part of an objective that asks a network to look in the right place: inside the mask.
public protocol LocationLoss: Sendable {
  /// The convolutions, besides the attribution layer, whose activations the forward pass must keep for it.
  var layers: [String] { get }

  /// Whether the forward pass must let gradients flow into the images.
  var tracksImages: Bool { get }

  /// - Parameters:
  ///   - outputs: of a forward pass with these `layers` and `tracksImages`.
  ///   - classes: the true class of each sample.
  ///   - hasMask: whether each sample has a mask, without which it has no loss; nil where all have.
  ///   - outside: how much of each place lies outside the mask.
  /// - Returns: a scalar, the mean over the batch, a sample without mask counted as 0, to be differentiated by the weights.
  func callAsFunction(
    _ outputs: Network.Outputs, classes: [Int], hasMask: [Bool]?, outside: OutsideShares
  ) -> Tensor
}

/// The share of each cell's area that lies outside the mask, for each sample of a batch and for whichever grid is asked for:
/// from rows and columns to batch x rows x columns, a constant. The image's own grid has its pixels for cells.
public typealias OutsideShares = (_ rows: Int, _ columns: Int) -> Tensor
