import Foundation
import LivePage
import TestKit
import Testing

/// Real requests to a real server.
@Suite(.serialized) struct LiveServerTests {
  private let server: LiveServer
  private let token: AccessToken?

  init() throws { (server, token) = try Self.make(token: nil) }

  private static func make(token: AccessToken?) throws -> (LiveServer, AccessToken?) {
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    var sweep = SyntheticSweep()
    server.open(sweep.study, token: token)
    for message in sweep.advance() + sweep.advance() { server.tell(message) }
    return (server, token)
  }

  private func expectWell(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let answer = try RawClient.ask(server.port)
    #expect(answer.status == 200, sourceLocation: sourceLocation)
    #expect(try LiveSnapshot(json: Data(answer.body.utf8)).trials.count == 200, sourceLocation: sourceLocation)
  }

  @Test func `the page and the state, with headers that keep others out`() throws {
    defer { server.close() }
    let page = try RawClient.ask(server.port, "/")
    #expect(page.status == 200 && page.body.hasPrefix("<!DOCTYPE html>"))
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(page.headers["content-length"] == "\(page.body.utf8.count)")
    #expect(page.headers["x-content-type-options"] == "nosniff")
    #expect(page.headers["referrer-policy"] == "no-referrer")
    #expect(page.headers["cross-origin-resource-policy"] == "same-origin")
    #expect(page.headers["cache-control"] == "no-store")
    #expect(page.headers["set-cookie"] == nil)
    let policy = try #require(page.headers["content-security-policy"])
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-") && policy.contains("frame-ancestors 'none'"))
    for place in ["http:", "https:", "unsafe", "*"] { #expect(!policy.contains(place)) }
    // Nothing of the page is elsewhere.
    #expect(!page.body.contains("http://") && !page.body.contains("https://") && !page.body.contains("src=\"//"))
    try expectWell()
    #expect(try RawClient.ask(server.port, "/maps/0-NOR.png").status == 404)
    #expect(try RawClient.ask(server.port, "/../../etc/passwd").status == 404)
  }

  @Test func `HEAD has the head alone`() throws {
    defer { server.close() }
    for target in ["/", "/api/state", "/api/events", "/nothing"] {
      let (head, get) = (try RawClient.ask(server.port, target, method: "HEAD"), target == "/nothing" ? 404 : 200)
      #expect(head.status == get && head.body == "", "\(target)")
    }
  }

  @Test func `refusals are one line`() throws {
    defer { server.close() }
    for (answer, status) in [
      (try RawClient.ask(server.port, host: "evil.example"), 403),
      (try RawClient.ask(server.port, method: "POST"), 405),
      (try RawClient.ask(server.port, headers: ["Host: localhost"]), 400),
    ] {
      #expect(answer.status == status)
      #expect(answer.body.hasSuffix("\n") && answer.body.split(separator: "\n").count == 1)
      #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
    }
  }

  @Test func `with a token nothing is seen without it`() throws {
    server.close()
    let token = AccessToken()
    let (server, _) = try Self.make(token: token)
    defer { server.close() }
    for target in ["/", "/api/state", "/api/events", "/maps/x.png", "/?token=\(AccessToken().text)"] {
      let answer = try RawClient.ask(server.port, target, host: "lab1")
      #expect(answer.status == 401 && answer.body.split(separator: "\n").count == 1, "\(target)")
      #expect(!answer.body.contains(token.text))
    }
    let page = try RawClient.ask(server.port, "/?token=\(token.text)", host: "lab1")
    #expect(page.status == 200)
    let cookie = try #require(page.headers["set-cookie"])
    #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"))
    let pair = String(cookie.prefix { $0 != ";" })
    #expect(try RawClient.ask(server.port, "/api/state", host: "lab1", headers: ["Cookie: \(pair)"]).status == 200)
    #expect(server.url(token: token, machine: "lab1") == "http://127.0.0.1:\(server.port)/?token=\(token.text)")
  }

  @Test(arguments: [
    "hello\r\n\r\n", "\r\n\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n",
    "GET / HTTP/1.1\r\nHost\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
    "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  ])
  func `what is not HTTP does no harm`(text: String) throws {
    defer { server.close() }
    let client = try RawClient(port: server.port)
    client.send(text)
    let answer = try client.read { $0.hasSuffix("\n") }
    #expect(answer == "" || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(60))")
    try expectWell()
  }

  @Test func `random bytes do no harm`() throws {
    defer { server.close() }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let client = try RawClient(port: server.port)
      client.send(
        (0..<Int.random(in: 1...300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
    try expectWell()
  }

  @Test(arguments: ["GET /", "GET / HTTP/1.1\r\nHost: ", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "])
  func `a request that is too large is refused, and not kept`(start: String) throws {
    defer { server.close() }
    let client = try RawClient(port: server.port)
    client.send(start)
    let piece = [UInt8](repeating: 0x61, count: 1 << 16)
    // Eight megabytes, unless it is cut off before.
    for _ in 0..<128 where !client.send(piece) { break }
    let answer = try client.read()
    #expect(answer == "" || answer.hasPrefix("HTTP/1.1 431"), "\(answer.prefix(60))")
    try expectWell()
  }

  @Test func `a request with a body is refused`() throws {
    defer { server.close() }
    let answer = try RawClient.ask(server.port, headers: ["Content-Length: 5", "", "hello"])
    #expect(answer.status == 413)
    try expectWell()
  }

  @Test func `many connections are bounded, and there is room again when some leave`() throws {
    defer { server.close() }
    let request = "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    var followers: [RawClient] = []
    for _ in 0..<64 {
      let client = try RawClient(port: server.port)
      client.send(request)
      #expect(try client.read { $0.contains("\ndata: ") }.hasPrefix("HTTP/1.1 200"))
      followers.append(client)
    }
    #expect(server.isWatched)
    for _ in 0..<10 { #expect(try RawClient.ask(server.port).status == 503) }
    // Hundreds more do no harm.
    for client in try (0..<300).map({ _ in try RawClient(port: server.port) }) { client.send(request) }
    followers.removeLast(32)
    let deadline = ContinuousClock.now + .seconds(60)
    while try RawClient.ask(server.port).status != 200 { try #require(ContinuousClock.now < deadline) }
    try expectWell()
  }

  @Test func `who does not read holds nobody up, and is sent the latest when he reads`() throws {
    defer { server.close() }
    let slow = try RawClient(port: server.port)
    slow.send("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    _ = try slow.read { $0.contains("\ndata: ") }
    // Far more than the system buffers for a connection, told at once and to nobody who reads.
    let text = String(repeating: "x", count: 10_000)
    for number in 0..<2000 {
      server.tell(
        .trials([
          LiveTrial(
            number: number, key: text, experiment: "size", arm: "cce", reason: number == 1999 ? "the last" : nil)
        ]))
    }
    #expect(try RawClient.ask(server.port).status == 200)
    #expect(try slow.read { $0.contains("the last") }.contains("the last"))
  }

  @Test func `a stream goes on from the version that a client has`() throws {
    defer { server.close() }
    let first = try RawClient(port: server.port)
    first.send("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    let whole = try Self.events(first.read { $0.contains("data: ") && $0.hasSuffix("\n\n\r\n") })[0]
    #expect(whole.since == 0 && whole.study?.name == "synthetic")
    server.tell(.trials([LiveTrial(number: 0, key: "changed", experiment: "size", arm: "cce")]))
    for head in [
      "GET /api/events?since=\(whole.tag) HTTP/1.1", "GET /api/events HTTP/1.1\r\nLast-Event-ID: \(whole.tag)",
    ] {
      let second = try RawClient(port: server.port)
      second.send("\(head)\r\nHost: 127.0.0.1\r\n\r\n")
      let change = try Self.events(second.read { $0.contains("changed") && $0.hasSuffix("\n\n\r\n") })[0]
      #expect(change.since == whole.version && change.trials.map(\.key) == ["changed"] && change.study == nil)
    }
    for tag in ["other.3", "\(whole.instance).999999", "\(whole.instance).x", "."] {
      let third = try RawClient(port: server.port)
      third.send("GET /api/events?since=\(tag) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
      #expect(try Self.events(third.read { $0.contains("changed") && $0.hasSuffix("\n\n\r\n") })[0].since == 0)
    }
  }

  private static func events(_ text: String) throws -> [LiveSnapshot] {
    try text.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map {
      try LiveSnapshot(json: Data($0.dropFirst(6).utf8))
    }
  }

  @Test func `who follows is told the end`() throws {
    let client = try RawClient(port: server.port)
    client.send("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    _ = try client.read { $0.contains("\ndata: ") }
    server.tell(.progress(LiveProgress(state: .complete, planned: 200, done: 200), workers: []))
    server.close()
    #expect(try client.read().contains(#""state":"complete""#))
    #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
  }

  @Test func `before the study is known it says so`() throws {
    server.close()
    let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
    defer { server.close() }
    #expect(try RawClient.ask(server.port).status == 503)
  }

  @Test func `a port in use is answered in one line, and given back at the end`() throws {
    let address = try WebAddress("127.0.0.1:\(server.port)")
    let error = #expect(throws: LivePageError.self) { try LiveServer(at: address) }
    #expect(
      error?.description
        == "--web \(address): another program listens on this port; choose another one, or 0 for any that is free")
    // One that is followed leaves connections behind.
    let client = try RawClient(port: server.port)
    client.send("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    _ = try client.read { $0.contains("\ndata: ") }
    server.close()
    try LiveServer(at: address).close()
    let foreign = #expect(throws: LivePageError.self) { try LiveServer(at: WebAddress("192.0.2.1:8080")) }
    #expect(foreign?.description == "--web 192.0.2.1:8080: this machine has no such address")
  }
}
