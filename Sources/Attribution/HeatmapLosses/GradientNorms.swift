import Autodiff
import Networks

/// How strongly each part of an objective pulls at the weights: the Euclidean norm of its gradient over all trained parameters.
public struct GradientNorms: Sendable, Equatable {
  /// Of the classification part.
  public let classification: Double
  /// Of the heatmap part, its weight included; 0 where there is none.
  public let heatmap: Double

  /// Heatmap over classification: above 1 where the heatmap part pulls more. Nil where the classification part does not pull.
  public var ratio: Double? { classification > 0 ? heatmap / classification : nil }
}

extension Objective {
  /// The two parts' gradient norms for a batch, by one backward pass for each part.
  ///
  /// - Parameters:
  ///   - outputs: of a forward pass with this objective's `layers` and `tracksImages`; that of a training step will do.
  ///   - classes: the true class of each sample.
  ///   - parameters: the trained ones, as variables that the outputs were computed from.
  ///   - hasMask: whether each sample has a mask; nil where all have.
  ///   - outside: how much of each place lies outside the mask.
  public func gradientNorms(
    _ outputs: Network.Outputs, classes: [Int], parameters: [Tensor], hasMask: [Bool]? = nil,
    outside: OutsideShares
  ) -> GradientNorms {
    GradientNorms(
      classification: Self.norm(classification(logits: outputs.logits, classes: classes), parameters),
      heatmap: heatmapLoss(outputs, classes: classes, hasMask: hasMask, outside: outside).map {
        Self.norm($0, parameters)
      } ?? 0)
  }

  private static func norm(_ loss: Tensor, _ parameters: [Tensor]) -> Double {
    let squares = gradient(of: loss, wrt: parameters, isDifferentiable: false).map { slope in
      slope.array.reduce(0.0) { $0 + Double($1) * Double($1) }
    }
    return squares.reduce(0, +).squareRoot()
  }
}
