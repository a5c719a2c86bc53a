import Autodiff
import Networks

/// The part of an objective that asks a network to look in the right place: at the heart.
public protocol LocationLoss: Sendable {
  /// The convolutions, besides the attribution layer, whose activations the forward pass must keep for it.
  var layers: [String] { get }

  /// Whether the forward pass must let gradients flow into the images.
  var tracksImages: Bool { get }

  /// - Parameters:
  ///   - outputs: of a forward pass with these `layers` and `tracksImages`.
  ///   - classes: the true class of each sample.
  ///   - outside: how much of each place lies outside the heart.
  /// - Returns: a scalar, the mean over the batch, to be differentiated by the weights.
  func callAsFunction(_ outputs: Network.Outputs, classes: [Int], outside: OutsideShares) -> Tensor
}

/// The share of each cell's area that lies outside the heart, for each sample of a batch and for whichever grid is asked for:
/// from rows and columns to batch x rows x columns, a constant. The image's own grid has its pixels for cells.
public typealias OutsideShares = (_ rows: Int, _ columns: Int) -> Tensor
