import Kernels

/// How far an epoch is.
package struct EpochProgress: Codable, Sendable, Equatable {
  /// The generator before it drew the epoch's order of images: draws the same order again.
  package let random: RandomGenerator
  /// Batches that are done.
  package var batches = 0
  /// Over the images of these batches.
  package var lossSum = 0.0
  /// Images of these batches that were classified rightly.
  package var correct = 0
  /// Before the first batch.
  package var gradientNorms: GradientNorms?

  package init(random: RandomGenerator) { self.random = random }
}
