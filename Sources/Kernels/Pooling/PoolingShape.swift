/// The sizes of 2 x 2 pooling: input batch x height x width x channels, output batch x height/2 x width/2 x channels.
public struct PoolingShape: Hashable, Sendable {
  public let batch: Int
  public let height: Int
  public let width: Int
  public let channels: Int

  public init(batch: Int, height: Int, width: Int, channels: Int) {
    self.batch = batch
    self.height = height
    self.width = width
    self.channels = channels
  }

  public var inputCount: Int { batch * height * width * channels }
  public var outputCount: Int { batch * (height / 2) * (width / 2) * channels }

  var outputWidth: Int { width / 2 }

  /// Rows of the output, over the whole batch: each pools two of the input.
  var rowPairs: Int { batch * (height / 2) }

  /// The upper of the two input rows, counted over the whole batch, that a row of the output pools.
  func upperRow(ofPair pair: Int) -> Int {
    let (image, row) = pair.quotientAndRemainder(dividingBy: height / 2)
    return image * height + 2 * row
  }

  /// Floats from one row of the input to the next.
  var rowStride: Int { width * channels }

  /// Calls `body` for every row of the output with its offset, and with the number, over the whole batch, of the upper of the
  /// two input rows that it pools; rows are divided among threads.
  @inline(__always)
  func visitRowPairs(_ body: (_ output: Int, _ row: Int) -> Void) {
    Threads.divide(rowPairs) { pairs in
      for pair in pairs { body(pair * outputWidth * channels, upperRow(ofPair: pair)) }
    }
  }

  /// Calls `body` for every window of a pair of rows with the offset of its output in the output's row, and those of its four
  /// inputs, in reading order, from `start`.
  @inline(__always)
  func visitWindows(inRowPair start: Int, _ body: (_ pixel: Int, _ corners: SIMD4<Int>) -> Void) {
    var corners = SIMD4(0, channels, rowStride, rowStride + channels) &+ start
    for pixel in stride(from: 0, to: width / 2 * channels, by: channels) {
      body(pixel, corners)
      corners &+= 2 * channels
    }
  }

  /// Zeroes the last row and column where they are odd, and so in no window.
  func clearUncovered(_ buffer: Buffer) {
    for image in 0..<batch {
      let start = buffer.pointer + image * height * width * channels
      if !height.isMultiple(of: 2) {
        (start + (height - 1) * width * channels).update(repeating: 0, count: width * channels)
      }
      if !width.isMultiple(of: 2) {
        for row in 0..<height {
          (start + (row * width + width - 1) * channels).update(repeating: 0, count: channels)
        }
      }
    }
  }
}
