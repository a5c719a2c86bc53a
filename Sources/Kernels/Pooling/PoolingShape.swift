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

  /// Calls `body` for every output pixel with its offset, the offsets of its four input pixels, and the number of channels.
  @inline(__always)
  func visitRuns(_ body: (_ output: Int, _ corners: (Int, Int, Int, Int), _ run: Int) -> Void) {
    var output = 0
    for image in 0..<batch {
      for row in 0..<height / 2 {
        var corner = (image * height + 2 * row) * width * channels
        let below = width * channels
        for _ in 0..<width / 2 {
          body(output, (corner, corner + channels, corner + below, corner + below + channels), channels)
          corner += 2 * channels
          output += channels
        }
      }
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
