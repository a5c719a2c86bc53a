import Images

/// What the codes of masks stand for. Codes that are not listed are background.
public struct RegionCodes: Codable, Sendable, Equatable {
  /// The codes of what a model should look at; nil for all but 0 and those of other regions.
  public var inside: [UInt8]?
  /// The codes of body fat.
  public var fat: [UInt8] = []
  /// The codes of a marker that says something of the class.
  public var marker: [UInt8] = []

  /// Every code but 0 is inside.
  public init() {}

  /// The region of each of the 256 codes; nil for the background.
  var regions: [Region?] {
    (0...255).map { number in
      let code = UInt8(number)
      if fat.contains(code) { return .fat }
      if marker.contains(code) { return .marker }
      return inside?.contains(code) ?? (code != 0) ? .inside : nil
    }
  }
}
