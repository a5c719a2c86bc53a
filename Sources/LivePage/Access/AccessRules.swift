/// Who may see the page. Knows nothing of sockets.
package struct AccessRules: Sendable {
  /// What of a request is looked at.
  package struct Request: Sendable {
    package var method: String
    /// Path and query, as sent.
    package var target: String
    /// All values of the header fields.
    package var hosts: [String]
    package var cookies: [String]

    package init(method: String, target: String, hosts: [String], cookies: [String] = []) {
      (self.method, self.target, self.hosts, self.cookies) = (method, target, hosts, cookies)
    }
  }

  /// Why a request is refused.
  package struct Refusal: Error, Equatable {
    package var status: Int
    /// One line.
    package var reason: String
  }

  /// Nil: whoever reaches this machine's own addresses may see it.
  let token: AccessToken?
  /// Cookies do not tell ports apart.
  let cookieName: String

  package init(token: AccessToken?, port: Int) {
    self.token = token
    cookieName = "heatsweep-\(port)"
  }

  /// Decides about a request.
  /// - Returns: the path, without the query; and whether the token came in the query and is to be kept in a cookie.
  /// - Throws: `Refusal`.
  package func admit(_ request: Request) throws(Refusal) -> (path: String, setsCookie: Bool) {
    guard request.method == "GET" || request.method == "HEAD" else {
      throw Refusal(status: 405, reason: "only GET and HEAD are answered here")
    }
    guard request.hosts.count == 1, let host = request.hosts.first else {
      throw Refusal(status: 400, reason: "expected one Host header")
    }
    let (path, query) = Self.parts(of: request.target)
    guard let token else {
      // A page of another site whose name was made to lead here (DNS rebinding) sends its own name.
      guard IPAddress.isLoopback(Self.withoutPort(host)) else {
        throw Refusal(status: 403, reason: "this page is for this machine alone: open it at 127.0.0.1 or localhost")
      }
      return (path, false)
    }
    if let given = query["token"], token.matches(given) { return (path, true) }
    if cookies(in: request).contains(where: token.matches) { return (path, false) }
    throw Refusal(status: 401, reason: "expected the address with its token, as heatsweep printed it when it began")
  }

  /// The values of our cookie that a request brings.
  private func cookies(in request: Request) -> [Substring] {
    request.cookies.flatMap { field -> [Substring] in
      field.split(separator: ";").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("\(cookieName)=") }
        .map { $0.dropFirst(cookieName.count + 1) }
    }
  }

  /// Of the `Set-Cookie` header that keeps the token.
  var cookie: String? { token.map { "\(cookieName)=\($0.text); Path=/; HttpOnly; SameSite=Strict" } }

  /// Path and query of a target; of fields that come twice the first.
  static func parts(of target: String) -> (path: String, query: [String: String]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var query: [String: String] = [:]
    for field in parts.dropFirst().first?.split(separator: "&") ?? [] {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, query[String(pair[0])] == nil else { continue }
      query[String(pair[0])] = String(pair[1])
    }
    return (String(parts.first ?? ""), query)
  }

  /// The host of `HOST`, `HOST:PORT` or `[HOST]:PORT`.
  private static func withoutPort(_ host: String) -> String {
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }
}
