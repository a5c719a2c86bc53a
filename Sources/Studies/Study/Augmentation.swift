/// How training images are changed, each anew in every epoch; masks move with their images. Nothing is as it was twice, and all
/// follows from the trial's seed, the epoch and the image, so that trials of the same index see the same in every arm.
public struct Augmentation: Codable, Sendable, Equatable {
  /// An axis along which every other image is turned over.
  public enum Flip: String, Codable, Sendable, CaseIterable {
    /// Left and right are swapped.
    case horizontal
    /// Top and bottom are swapped.
    case vertical
  }

  /// Each with probability 1/2.
  public var flips: [Flip]
  /// The largest shift in each direction, as a share of the image's side, 0...0.5.
  public var shift: Double
  /// The largest rotation to either side, in degrees, 0...180.
  public var rotation: Double
  /// The standard deviation of normal noise on each pixel, as a share of the range from black to white, 0...1.
  public var noise: Double

  /// Changes of these sizes.
  public init(flips: [Flip] = [], shift: Double = 0, rotation: Double = 0, noise: Double = 0) {
    self.flips = flips
    self.shift = shift
    self.rotation = rotation
    self.noise = noise
  }
}
