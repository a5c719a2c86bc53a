import Foundation

// How measurements are written.

extension JSONEncoder {
  /// The value as one line of text.
  func encoded(_ value: some Encodable) throws -> String { String(decoding: try encode(value), as: UTF8.self) }
}

extension Double {
  func rounded(toPlaces places: Int) -> Double {
    let scale = pow(10, Double(places))
    return (self * scale).rounded() / scale
  }

  func text(_ places: Int) -> String { String(format: "%.\(places)f", self) }
}

extension String {
  /// With spaces up to a width, after the text or before it.
  func padded(to width: Int, atStart: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - count))
    return atStart ? spaces + self : self + spaces
  }
}
