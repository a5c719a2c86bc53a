import Autodiff

/// A way to say which parts of an image a network's score for a class rests on.
public protocol AttributionMethod: Sendable {
  /// Each sample's own map: how much each place speaks for the class given for it, negative where it speaks against.
  ///
  /// - Parameters:
  ///   - images: batch x height x width x channels.
  ///   - classes: the class whose logit is explained, one for each sample.
  /// - Returns: batch x rows x columns, a constant: the grid of `explainer.layer` for a `ClassActivationMap`, and the image's
  ///   pixels for any other method.
  func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor
}
