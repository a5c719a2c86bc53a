import Autodiff
import Kernels

/// Ratios whose denominator may vanish: a heatmap loss divides by the map's maximum or sum, and a map may have no positive value.
struct SafeRatio {
  /// Denominators up to this count as zero: far below any that a trained network gives, far above where 1/x overflows.
  static let floor: Float = 1e-8

  /// numerator / denominator (both [batch]) where the denominator is above the floor.
  ///
  /// Elsewhere the sample's map is undefined, and leaving it out would be a free pass: a model could escape the loss by making
  /// its maps negative. Such a sample costs `worst`, the largest loss that a defined map can have, plus how far its mean in
  /// the mask lies below zero, in units of its mean magnitude; so there is a slope, and it leads to a positive value inside the mask.
  static func of(
    _ numerator: Tensor, over denominator: Tensor, worst: Tensor, map: Tensor, outside: Tensor
  ) -> Tensor {
    guard let undefined = undefined(denominator) else { return numerator / denominator }
    let defined = 1 - undefined
    let ratio = numerator * defined / (denominator * defined + undefined)
    return ratio + undefined * (worst - depth(map, outside))
  }

  /// For each sample 1 where the denominator is not above the floor, 0 elsewhere; nil where all are above.
  static func undefined(_ denominator: Tensor) -> Tensor? {
    let isDefined = denominator.array.map { $0 > floor }
    return isDefined.allSatisfy { $0 } ? nil : Tensor(denominator.shape, isDefined.map { $0 ? 0 : 1 })
  }

  /// The mean of the map inside the mask over the map's mean magnitude, the latter a constant; not positive where the map is not.
  static func depth(_ map: Tensor, _ outside: Tensor) -> Tensor {
    let magnitude = Tensor(map.shape, map.array.map(abs)).mean(axes: [1])
    return (map * (1 - outside)).mean(axes: [1]) / (magnitude + 1e-6)
  }
}
