/// What everybody has to show who wants to see a page that leaves the machine: 64 hexadecimal digits.
package struct AccessToken: Sendable, Equatable {
  package let text: String

  /// A new one, of 256 random bits from the system.
  package init() {
    var generator = SystemRandomNumberGenerator()
    text = (0..<64).map { _ in String(UInt8.random(in: 0..<16, using: &generator), radix: 16) }.joined()
  }

  /// Nil for what is no token.
  package init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else {
      return nil
    }
    self.text = text
  }

  /// Whether a guess is right. Looks at all of it however wrong it is: the time tells nothing.
  package func matches(_ guess: some StringProtocol) -> Bool {
    let (own, other) = (Array(text.utf8), Array(guess.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
