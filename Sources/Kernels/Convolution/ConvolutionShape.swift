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

  /// The shape of a 2 x 2 pooling of the output.
  public var pooling: PoolingShape {
    PoolingShape(batch: batch, height: height, width: width, channels: outputChannels)
  }

  /// Winograd wants whole panels of channels on both sides; the first layer, with one or three, is left to im2col.
  ///
  /// One panel is enough: `heatsweep bench kernels` shows layers with 16 channels at more of direct convolution's operations a second
  /// than any direct method can make at the processor's peak.
  var suitsWinograd: Bool { inputChannels.isMultiple(of: 16) && outputChannels.isMultiple(of: 16) }
}
