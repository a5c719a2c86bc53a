/// Where the page is served: `8080`, `127.0.0.1:8080`, `localhost:8080` or `[::1]:8080`; port 0 asks for any free one.
package struct WebAddress: Sendable, Equatable, CustomStringConvertible {
  /// An IP address, in IPv6 without brackets, or `localhost`.
  package let host: String
  package let port: Int

  /// A port alone is one of this machine, for this machine.
  /// - Throws: `LivePageError` that names the text and what was expected.
  package init(_ text: String) throws {
    func invalid(_ expected: String) -> LivePageError { LivePageError("--web \(text): expected \(expected)") }
    let colon = text.lastIndex(of: ":")
    let digits = colon.map { text[text.index(after: $0)...] } ?? text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw invalid("PORT, ADDRESS:PORT or [ADDRESS]:PORT")
    }
    guard let port = Int(digits), (0...65535).contains(port) else { throw invalid("a port between 0 and 65535") }
    self.port = port
    guard let colon else {
      host = "127.0.0.1"
      return
    }
    let own = text[..<colon]
    if own.hasPrefix("["), own.hasSuffix("]"), IPAddress(String(own.dropFirst().dropLast()))?.isVersion6 == true {
      host = String(own.dropFirst().dropLast())
    } else if own == "localhost" || IPAddress(String(own))?.isVersion6 == false {
      host = String(own)
    } else {
      throw invalid("an IP address or localhost before the port, an IPv6 address in brackets")
    }
  }

  /// Whether only this machine can connect.
  package var isLoopback: Bool { IPAddress.isLoopback(host) }

  package var description: String { Self.text(host, port) }

  /// Host and port as in a URL.
  static func text(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
