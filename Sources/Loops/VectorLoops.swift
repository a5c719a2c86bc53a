/// The loops that take nearly all of a training step's time, over memory that the caller owns.
///
/// `LoopBodies` implements them once; it is compiled twice, for registers of 8 floats (`Loops8`) and of 16 (`Loops16`), and the
/// program chooses when it starts. Both do the same operations on an element in the same order: their results have the same bits.
///
/// Channels come in panels of 16 everywhere. Nothing is checked here: callers make sure that everything lies in its memory.
public protocol VectorLoops: Sendable {
  /// C = A B, or C += A B.
  static func multiply(_ product: PanelProduct)

  /// B' d B: Winograd's transform of windows, one pixel more than a tile on every side, zero beyond the image.
  static func transformInput(_ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices)

  /// A y A': the transform of tiles, zero beyond the image.
  static func transformCotangent(_ tiles: ImageTiles, of image: UnsafePointer<Float>, into target: FrequencyMatrices)

  /// A' m A: back to tiles of an image.
  static func transformOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into image: UnsafeMutablePointer<Float>, _ finish: Finish)

  /// A' m A, of which only the maxima of 2 x 2 windows are kept, and which of the four each of them was.
  static func transformPooledOutput(
    _ tiles: ImageTiles, from source: FrequencyMatrices, into values: UnsafeMutablePointer<Float>,
    corners: UnsafeMutablePointer<Float>, _ finish: Finish)

  /// G g G' of rows of the weights: 3 x 3 x rows x channels.
  static func transformWeights(_ weights: WeightPanels, into target: FrequencyMatrices)

  /// G' u G: from sums of products to the gradient of those weights.
  static func transformWeightGradient(_ weights: WeightPanels, from source: FrequencyMatrices)
}
