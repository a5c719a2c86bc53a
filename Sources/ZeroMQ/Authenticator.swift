import CZeroMQ
import Foundation

/// Decides who may connect to the server sockets of a context (ZAP, RFC 27). libzmq asks for every new connection, and lets
/// nobody in who was not answered for.
///
/// Made before the sockets that it guards, and owned by the same thread: add `socket` to the thread's poller, and call `serve`
/// when it is ready.
public final class Authenticator {
  /// Somebody who has proved to own a key.
  public struct Applicant: Sendable, Equatable {
    /// Public key (Z85).
    public let key: String
    /// Network address, without port.
    public let address: String
  }

  /// What becomes of an applicant.
  public enum Verdict: Sendable, Equatable {
    /// Let in; messages say that they are from this user, 1 to 255 bytes.
    case admitted(user: String)
    case refused
  }

  private static let place = "inproc://zeromq.zap.01"
  private static let version = Data("1.0".utf8)

  /// For the poller of the thread that owns it.
  public let socket: Socket
  private let domain: Data

  /// - Parameter domain: of the server sockets that this is for; others are refused.
  /// - Throws: `.portInUse` where the context has one already.
  public init(in context: Context, domain: String) throws {
    var options = Socket.Options()
    options.framesLimit = 16
    options.frameLimit = 64 * 1024
    socket = try Socket(.reply, in: context, options: options)
    self.domain = Data(domain.utf8)
    try socket.bind(Self.place)
  }

  /// Answers everybody who waits, at most a hundred at a time.
  public func serve(_ decide: (Applicant) -> Verdict) throws {
    for _ in 0..<100 {
      guard let request = try socket.receive() else { return }
      // A reply socket takes the next request only after an answer.
      _ = try socket.send(reply(to: request, decide))
    }
  }

  /// Request: version, request identifier, domain, address, identity, mechanism, credentials.
  private func reply(to request: [Data], _ decide: (Applicant) -> Verdict) -> [Data] {
    let identifier = request.count > 1 ? request[1] : Data()
    func answer(_ code: String, _ text: String, user: String = "") -> [Data] {
      [Self.version, identifier, Data(code.utf8), Data(text.utf8), Data(user.utf8), Data()]
    }
    guard request.count == 7, request[0] == Self.version, request[2] == domain, request[5] == Data("CURVE".utf8),
      let key = Curve.key(request[6])
    else { return answer("400", "not admitted") }
    switch decide(Applicant(key: key, address: String(decoding: request[3], as: UTF8.self))) {
    case .admitted(let user): return answer("200", "OK", user: user)
    case .refused: return answer("400", "not admitted")
    }
  }
}
