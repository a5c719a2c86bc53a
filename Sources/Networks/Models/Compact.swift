extension Network {
  /// A small network with VGG16's geometry, trained from scratch on one-channel images (study, section 7): five 3 x 3
  /// convolutions of 16, 32, 64, 64 and 64 channels, pooled after each of the first four, so that the fifth's map has 6 x 8 cells.
  ///
  /// It starts from logits very near zero. The paper's loss divides a map by its maximum, so that while logits are small it
  /// outweighs the classification, and maps settle in the heart before the classes are told apart. A last layer drawn like the
  /// others lets the map of a class settle on one cell outside, where the loss is flat. Convolutions drawn after He keep the
  /// images' differences through all five layers; smaller ones must first grow, which takes a thousand steps.
  public static let compact = Network(
    name: "compact", imageChannels: 1, blocks: [[16], [32], [64], [64], [64]],
    convolutionNames: { block, _ in "conv\(block + 1)" }, hiddenUnits: 100, classes: 4,
    initializers: Initializers(convolution: .heUniform, hidden: .fanInUniform, logits: .uniform(within: 1e-4)))
}
