/// A picture of whole numbers.
public struct RasterImage: Sendable {
  public let height: Int
  public let width: Int
  /// 1 (gray) or 3 (red, green, blue).
  public let channels: Int
  /// The value of full intensity: 255 or 65535.
  public let maximum: Int
  /// height x width x channels.
  public let values: [UInt16]
}
