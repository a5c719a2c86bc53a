extension Network {
  /// VGG16 (Simonyan and Zisserman, 2015) without its top, on images of three channels, with the study's head of 100 hidden units
  /// (study, section 2). Layers are named as in Keras.
  ///
  /// Logits start near zero for the reason that the compact network's do: with Glorot's weights, as the paper's author had them, the
  /// heatmap loss left the maps of some classes on one cell outside the heart.
  public static func vgg16(imageHeight: Int, imageWidth: Int, classes: Int) -> Network {
    Network(
      name: "vgg16", imageHeight: imageHeight, imageWidth: imageWidth, imageChannels: 3,
      blocks: [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]],
      convolutionNames: { block, layer in "block\(block + 1)_conv\(layer + 1)" }, hiddenUnits: 100, classes: classes,
      initializers: Initializers(convolution: .heUniform, hidden: .heUniform, logits: .uniform(within: 1e-4)))
  }

  /// The same for the study's images: 105 x 135 pixels, four classes.
  public static let vgg16 = vgg16(imageHeight: 105, imageWidth: 135, classes: 4)
}
