import Loops

extension ConvolutionShape {
  /// The tiles that suit the shape: 6 x 6 where they save at least an eighth of the multiplications of 4 x 4 and the weights are no
  /// more than 256 channels to 256.
  ///
  /// A fifth is saved where no tile sticks out of the images. Measured with a convolution and its two gradients, batches of 8 and 16,
  /// AVX-512: a saving of a quarter (VGG16's third block) makes them 16 % faster, of a sixth (its second) 12 %, of a tenth (the compact
  /// network's fourth layer) 5 % slower. AVX2 gains as much, and an image alone two thirds of it. Larger weights pass through the caches
  /// with few tiles for each time, and 64 frequencies of them cost what the products save: VGG16's fourth block lost 3 %, its fifth 8 %.
  func tileGrid(isPooled: Bool) -> TileGrid {
    let four = TileGrid(.four, batch: batch, height: height, width: width, isPooled: isPooled)
    guard inputChannels * outputChannels <= Self.mostWeightsOfSix else { return four }
    let six = TileGrid(.six, batch: batch, height: height, width: width, isPooled: isPooled)
    return 8 * six.multiplications <= 7 * four.multiplications ? six : four
  }

  private static let mostWeightsOfSix = 256 * 256
}

extension TileGrid {
  /// For every pair of channels.
  fileprivate var multiplications: Int { count * tile.frequencies }
}
