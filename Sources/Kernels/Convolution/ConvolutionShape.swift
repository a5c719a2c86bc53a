/// The sizes of a 3 x 3 convolution, stride 1, zero padding of 1: input batch x height x width x inputChannels, weights
/// 3 x 3 x inputChannels x outputChannels, output batch x height x width x outputChannels.
public struct ConvolutionShape: Hashable, Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  public let inputChannels: Int
  public let outputChannels: Int

  public init(batch: Int, height: Int, width: Int, inputChannels: Int, outputChannels: Int) {
    self.batch = batch
    self.height = height
    self.width = width
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
  }

  public var inputCount: Int { batch * height * width * inputChannels }
  public var weightCount: Int { 9 * inputChannels * outputChannels }
  public var outputCount: Int { batch * height * width * outputChannels }

  /// Winograd wants whole vector tiles of channels on both sides; the first layer, with one or three, is left to im2col.
  var suitsWinograd: Bool { inputChannels.isMultiple(of: 16) && outputChannels.isMultiple(of: 16) }
}
