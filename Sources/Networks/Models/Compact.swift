extension Network {
  /// A small network with VGG16's geometry, trained from scratch (study, section 7): five 3 x 3
  /// convolutions of 16, 32, 64, 64 and 64 channels, pooled after each of the first four, so that the fifth's map of the study's images has 6 x 8 cells.
  ///
  /// It starts from logits very near zero. The paper's loss divides a map by its maximum, so that while logits are small it
  /// outweighs the classification, and maps settle in the heart before the classes are told apart. A last layer drawn like the
  /// others lets the map of a class settle on one cell outside, where the loss is flat. Convolutions drawn after He keep the
  /// images' differences through all five layers; smaller ones must first grow, which takes a thousand steps.
  public static func compact(imageHeight: Int, imageWidth: Int, imageChannels: Int, classes: Int) -> Network {
    Network(
      name: "compact", imageHeight: imageHeight, imageWidth: imageWidth, imageChannels: imageChannels,
      blocks: [[16], [32], [64], [64], [64]],
      convolutionNames: { block, _ in "conv\(block + 1)" }, hiddenUnits: 100, classes: classes,
      initializers: Initializers(convolution: .heUniform, hidden: .fanInUniform, logits: .uniform(within: 1e-4)))
  }

  /// The same for the study's images: 105 x 135 gray pixels, four classes.
  public static let compact = compact(imageHeight: 105, imageWidth: 135, imageChannels: 1, classes: 4)
}
