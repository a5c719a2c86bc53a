/// How a socket makes sure who is at the other end, and that nobody in between can read or change anything.
public enum SocketSecurity: Sendable {
  /// Nothing: for sockets that only this user can reach.
  case none
  /// CURVE, as the side that is connected to. Every connection is put before the context's `Authenticator`; without one,
  /// nobody is let in.
  case server(CurveKeyPair, domain: String)
  /// CURVE, as the side that connects, and only to the owner of `serverKey` (Z85).
  case client(CurveKeyPair, serverKey: String)
}
