import LivePage
import Testing

struct AccessTests {
  private static func request(
    _ target: String = "/", host: String? = "127.0.0.1:8080", method: String = "GET", cookies: [String] = []
  ) -> AccessRules.Request {
    AccessRules.Request(method: method, target: target, hosts: host.map { [$0] } ?? [], cookies: cookies)
  }

  private static func status(_ request: AccessRules.Request, _ rules: AccessRules) -> Int {
    do {
      _ = try rules.admit(request)
      return 200
    } catch {
      return error.status
    }
  }

  @Test(arguments: [
    ("127.0.0.1:8080", 200), ("localhost:8080", 200), ("LOCALHOST", 200), ("[::1]:9000", 200), ("127.9.9.9", 200),
    ("evil.example", 403), ("evil.example:8080", 403), ("127.0.0.1.evil.example", 403), ("localhost.evil.example", 403),
    ("10.0.0.1:8080", 403), ("", 403), ("127.1", 403), ("[::2]:8080", 403), ("2130706433", 403), ("a[::1]", 403),
  ])
  func `a page without a token is for names of this machine alone`(host: String, status: Int) {
    #expect(Self.status(Self.request(host: host), AccessRules(token: nil, port: 8080)) == status)
  }

  @Test func `one Host header is needed`() {
    let rules = AccessRules(token: nil, port: 8080)
    #expect(Self.status(Self.request(host: nil), rules) == 400)
    let two = AccessRules.Request(method: "GET", target: "/", hosts: ["localhost", "evil.example"])
    #expect(Self.status(two, rules) == 400)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get", "PRI"])
  func `nothing but GET and HEAD`(method: String) {
    #expect(Self.status(Self.request(method: method), AccessRules(token: nil, port: 8080)) == 405)
    #expect(Self.status(Self.request(method: "HEAD"), AccessRules(token: nil, port: 8080)) == 200)
  }

  @Test func `the token is needed, in the query or in the cookie`() throws {
    let token = AccessToken()
    let rules = AccessRules(token: token, port: 8080)
    let wrong = String(token.text.dropLast()) + (token.text.hasSuffix("0") ? "1" : "0")
    for target in [
      "/", "/api/state", "/?token=", "/?token=\(wrong)", "/?token=\(token.text)0", "/?Token=\(token.text)",
      "/#\(token.text)",
    ] {
      #expect(Self.status(Self.request(target), rules) == 401, "\(target)")
    }
    for cookie in [
      "heatsweep-8080=\(wrong)", "heatsweep-8081=\(token.text)", "heatsweep-8080", "xheatsweep-8080=\(token.text)",
      ";;=",
    ] {
      #expect(Self.status(Self.request(cookies: [cookie]), rules) == 401, "\(cookie)")
    }
    let byQuery = try rules.admit(Self.request("/?a=b&token=\(token.text)", host: "lab1:8080"))
    #expect(byQuery == ("/", true))
    let byCookie = try rules.admit(Self.request("/api/state?x", cookies: ["a=b; heatsweep-8080=\(token.text); c"]))
    #expect(byCookie == ("/api/state", false))
    // The first of two counts.
    #expect(Self.status(Self.request("/?token=\(wrong)&token=\(token.text)"), rules) == 401)
  }

  @Test func `tokens are long, and nothing else is one`() {
    #expect(AccessToken() != AccessToken())
    #expect(AccessToken(AccessToken().text) != nil)
    for text in [
      "", "abc", String(repeating: "g", count: 64), String(repeating: "A", count: 64),
      String(repeating: "0", count: 65),
    ] {
      #expect(AccessToken(text) == nil)
    }
    let token = AccessToken()
    #expect(token.matches(token.text) && !token.matches("") && !token.matches(token.text + "0"))
  }

  @Test(arguments: [
    ("8080", "127.0.0.1", 8080, true), ("0", "127.0.0.1", 0, true), ("127.0.0.1:80", "127.0.0.1", 80, true),
    ("localhost:9", "localhost", 9, true), ("[::1]:8080", "::1", 8080, true),
    ("0.0.0.0:65535", "0.0.0.0", 65535, false),
    ("[::]:8080", "::", 8080, false), ("192.168.1.7:8080", "192.168.1.7", 8080, false),
  ])
  func `addresses`(text: String, host: String, port: Int, isLoopback: Bool) throws {
    let address = try WebAddress(text)
    #expect(address.host == host && address.port == port && address.isLoopback == isLoopback)
  }

  @Test(arguments: [
    "", ":", ":8080", "8080:", "65536", "-1", "+80", "127.0.0.1", "127.0.0.1:99999999999999999999", "127.1:80",
    "::1:80",
    "[127.0.0.1]:80", "[::1]", "[]:80", "lab1:80", "http://127.0.0.1:80", "127.0.0.1:8 0", "127.0.0.1:٨٠",
    "256.0.0.1:80",
  ])
  func `what is no address is answered in one line`(text: String) {
    let error = #expect(throws: LivePageError.self) { try WebAddress(text) }
    #expect(error?.description.hasPrefix("--web \(text): expected ") == true)
  }
}
