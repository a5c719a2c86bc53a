extension Network {
  /// A small network with VGG16's geometry, trained from scratch on one-channel images (study, section 7): five 3 x 3
  /// convolutions of 16, 32, 64, 64 and 64 channels, pooled after each of the first four, so that the fifth's map has 6 x 8 cells.
  public static let compact = Network(
    name: "compact", imageChannels: 1, blocks: [[16], [32], [64], [64], [64]],
    convolutionNames: { block, _ in "conv\(block + 1)" }, hiddenUnits: 100, classes: 4,
    convolutionInitializer: .heUniform)
}
