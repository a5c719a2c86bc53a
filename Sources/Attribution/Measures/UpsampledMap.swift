/// A map as a picture: its positive part over its maximum, upsampled bilinearly to the image.
public struct UpsampledMap: Sendable {
  /// height x width values between 0 and 1.
  public let pixels: [Float]

  /// Nil where the map has no positive value, or one that is not a finite number.
  /// - Parameter map: rows x columns values of the upsampling; negative ones count as 0.
  public init?(_ map: some Sequence<Float>, upsampling: BilinearUpsampling) {
    let map = Array(map)
    precondition(map.count == upsampling.rows * upsampling.columns, "a map has a value for each cell of its grid")
    guard let maximum = map.max(), maximum > 0, map.allSatisfy(\.isFinite) else { return nil }
    pixels = upsampling.upsample(map.map { max($0, 0) / maximum })
  }
}
