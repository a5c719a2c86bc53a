import Foundation
import Testing
import ZeroMQ

/// Who gets through to a server socket. Everything happens on this thread: the authenticator is served while waiting.
struct AuthenticationTests {
  private final class Server {
    let context: Context
    let keys: CurveKeyPair
    let authenticator: Authenticator?
    let socket: Socket
    let monitor: SocketMonitor
    var applicants: [Authenticator.Applicant] = []
    var events: [SocketMonitor.Event] = []
    private let admitted: Set<String>

    init(admitted: [CurveKeyPair], domain: String = "test", hasAuthenticator: Bool = true) throws {
      context = try Context()
      keys = try CurveKeyPair.make()
      self.admitted = Set(admitted.map(\.publicKey))
      authenticator = try hasAuthenticator ? Authenticator(in: context, domain: domain) : nil
      var options = Socket.Options()
      options.security = .server(keys, domain: "test")
      socket = try Socket(.router, in: context, options: options)
      monitor = try SocketMonitor(socket, in: context)
      try socket.bind("tcp://127.0.0.1:*")
    }

    func client(_ security: SocketSecurity, in context: Context? = nil) throws -> Socket {
      var options = Socket.Options()
      options.identity = Data("client".utf8)
      options.security = security
      let client = try Socket(.dealer, in: context ?? Context(), options: options)
      return client
    }

    /// Serves until something is so.
    func serve(until isTrue: () throws -> Bool) throws {
      let deadline = ContinuousClock.now + .seconds(30)
      while try !isTrue() {
        try #require(ContinuousClock.now < deadline)
        var poller = Poller()
        poller.add(socket)
        poller.add(monitor.socket)
        if let authenticator { poller.add(authenticator.socket) }
        _ = try poller.wait(milliseconds: 20)
        try authenticator?.serve { applicant in
          applicants.append(applicant)
          return admitted.contains(applicant.key) ? .admitted(user: applicant.key) : .refused
        }
        events += try monitor.take()
      }
    }

    /// Serves until a message came.
    func next() throws -> ReceivedMessage {
      var message: ReceivedMessage?
      try serve {
        message = try socket.receiveMessage()
        return message != nil
      }
      return try #require(message)
    }
  }

  @Test func anAdmittedKeysMessagesSayWhoSentThem() throws {
    let keys = try CurveKeyPair.make()
    let server = try Server(admitted: [keys])
    let client = try server.client(.client(keys, serverKey: server.keys.publicKey))
    try client.connect(server.socket.lastEndpoint)
    for text in ["first", "second"] {
      #expect(try client.send([Data(text.utf8), Data(text.utf8)]) == .sent)
      let message = try server.next()
      #expect(message.frames == [Data("client".utf8), Data(text.utf8), Data(text.utf8)])
      #expect(message.user == keys.publicKey)
      #expect(message.address == "127.0.0.1")
    }
    #expect(server.applicants.map(\.key) == [keys.publicKey])
    #expect(server.applicants.map(\.address) == ["127.0.0.1"])
    #expect(server.events.contains(.succeeded))
  }

  @Test func aRefusedKeyIsToldSoAndNothingOfItArrives() throws {
    let keys = try CurveKeyPair.make()
    let server = try Server(admitted: [])
    let context = try Context()
    let client = try server.client(.client(keys, serverKey: server.keys.publicKey), in: context)
    let monitor = try SocketMonitor(client, in: context)
    try client.connect(server.socket.lastEndpoint)
    _ = try client.send([Data("secret".utf8)])
    try server.serve { try monitor.take().contains(.refused) }
    #expect(server.applicants.first?.key == keys.publicKey)
    #expect(try server.socket.receive() == nil)
    #expect(!server.events.contains(.succeeded))
  }

  @Test func theWrongServerKeyNoKeyAndGarbageAreMisunderstood() throws {
    let keys = try CurveKeyPair.make()
    let server = try Server(admitted: [keys])
    let stranger = try CurveKeyPair.make()
    for security in [SocketSecurity.client(keys, serverKey: stranger.publicKey), .none] {
      server.events = []
      let client = try server.client(security)
      try client.connect(server.socket.lastEndpoint)
      _ = try client.send([Data("x".utf8)])
      try server.serve { server.events.contains(.misunderstood) }
    }
    #expect(server.applicants.isEmpty)
    #expect(try server.socket.receive() == nil)
  }

  @Test func withoutAnAuthenticatorOrInAnotherDomainNobodyGetsIn() throws {
    let keys = try CurveKeyPair.make()
    let servers = try [
      Server(admitted: [keys], hasAuthenticator: false), Server(admitted: [keys], domain: "another"),
    ]
    for server in servers {
      let context = try Context()
      let client = try server.client(.client(keys, serverKey: server.keys.publicKey), in: context)
      let monitor = try SocketMonitor(client, in: context)
      try client.connect(server.socket.lastEndpoint)
      _ = try client.send([Data("x".utf8)])
      try server.serve { try monitor.take().contains { if case .disconnected = $0 { true } else { false } } }
      #expect(try server.socket.receive() == nil)
      #expect(!server.events.contains(.succeeded))
    }
  }

  @Test func oneContextHasOneAuthenticator() throws {
    let context = try Context()
    let first = try Authenticator(in: context, domain: "test")
    let error = #expect(throws: ZeroMQError.self) { try Authenticator(in: context, domain: "test") }
    #expect(error?.kind == .portInUse)
    try first.serve { _ in .refused }
  }

  @Test func aSilentConnectionIsClosedInTime() throws {
    let server = try Server(admitted: [])
    var options = Socket.Options()
    options.handshakeLimit = 100
    options.security = .server(server.keys, domain: "test")
    let socket = try Socket(.router, in: server.context, options: options)
    let monitor = try SocketMonitor(socket, in: server.context)
    try socket.bind("tcp://127.0.0.1:*")
    let port = try #require(UInt16(socket.lastEndpoint.split(separator: ":").last ?? ""))
    let connection = try RawConnection(port: port)
    var events: [SocketMonitor.Event] = []
    try server.serve {
      events += try monitor.take()
      return events.contains(.unfinished(isClosed: false))
    }
    #expect(connection.isClosedByPeer)
  }
}
