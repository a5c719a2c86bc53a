import Foundation

extension StudyStatus {
  /// The status as one JSON object with names in snake case, the same bytes for the same status.
  /// - Parameter isPretty: over several lines, for people; else in one line.
  public func json(isPretty: Bool) throws -> Data {
    let encoder = JSONEncoder.snakeCase
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return try encoder.encode(self)
  }

  /// Reads what `json` wrote. Throws `DecodingError` for anything else, such as the status of another version.
  public init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: json)
  }
}

extension JSONEncoder {
  /// Names in snake case, always in the same order.
  static var snakeCase: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}

extension Double {
  /// Rounded to so many decimal places: what is printed needs no more.
  func rounded(places: Int) -> Double {
    let scale = [1.0, 10, 100, 1000][min(max(places, 0), 3)]
    return (self * scale).rounded() / scale
  }
}
