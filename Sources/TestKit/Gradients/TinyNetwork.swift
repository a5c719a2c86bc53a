import Autodiff
import Kernels
import Networks

/// A network of a golden file, small enough for finite differences; `scripts/golden/recipe.py` has its twin in PyTorch.
public struct TinyNetwork: Decodable, Sendable {
  private let imageHeight: Int
  private let imageWidth: Int
  private let imageChannels: Int
  private let blocks: [[Int]]
  private let hiddenUnits: Int
  private let classes: Int
  private let parameters: [NamedRecipe]
  private let images: TensorRecipe
  /// The true class of each image.
  public let labels: [Int]

  private struct NamedRecipe: Decodable {
    let name: String
    let recipe: TensorRecipe
  }

  /// Convolutions are named as VGG16's are.
  public var network: Network {
    Network(
      name: "tiny", imageHeight: imageHeight, imageWidth: imageWidth, imageChannels: imageChannels, blocks: blocks,
      convolutionNames: { block, layer in "block\(block + 1)_conv\(layer + 1)" }, hiddenUnits: hiddenUnits,
      classes: classes,
      initializers: Network.Initializers(convolution: .heUniform, hidden: .heUniform, logits: .glorotUniform))
  }

  public var weights: Parameters { Parameters(parameters.map { ($0.name, $0.recipe.tensor) }) }

  public var batch: Tensor { images.tensor }
}
