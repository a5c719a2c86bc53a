import Foundation
import NIOHTTP1

/// An answer to a request.
struct Reply {
  var status: HTTPResponseStatus
  var contentType: String
  var body: Data
  var headers: [(String, String)] = []

  /// A refusal or a mishap, in one line.
  static func line(_ status: HTTPResponseStatus, _ text: String) -> Reply {
    Reply(status: status, contentType: "text/plain; charset=utf-8", body: Data("\(text)\n".utf8))
  }

  static let notReady = line(.serviceUnavailable, "the study is being opened; try again in a moment")

  /// What every answer says: nothing is kept by caches, guessed at, framed by other pages or told to them.
  static func commonHeaders(contentType: String) -> HTTPHeaders {
    [
      "content-type": contentType, "cache-control": "no-store", "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin",
      "content-security-policy": LivePage.contentSecurityPolicy,
    ]
  }

  /// The head that goes before the body.
  func head(version: HTTPVersion, keepsAlive: Bool) -> HTTPResponseHead {
    var headers = Self.commonHeaders(contentType: contentType)
    for (name, value) in self.headers { headers.replaceOrAdd(name: name, value: value) }
    headers.add(name: "content-length", value: "\(body.count)")
    headers.add(name: "connection", value: keepsAlive ? "keep-alive" : "close")
    return HTTPResponseHead(version: version, status: status, headers: headers)
  }
}
