import Foundation
import Testing
import ZeroMQ

/// Real sockets within this process; they wait for events, never for time to pass.
struct SocketTests {
  let context: Context

  init() throws { context = try Context() }

  /// The next message, waited for.
  private func next(_ socket: Socket) throws -> [Data] {
    var poller = Poller()
    poller.add(socket)
    for _ in 0..<10 {
      _ = try poller.wait(milliseconds: 1000)
      if let frames = try socket.receive() { return frames }
    }
    Issue.record("no message came")
    return []
  }

  private func pair(_ options: Socket.Options = Socket.Options()) throws -> (router: Socket, dealer: Socket) {
    let router = try Socket(.router, in: context, options: options)
    try router.bind("tcp://127.0.0.1:*")
    var dealerOptions = Socket.Options()
    dealerOptions.identity = Data("me".utf8)
    let dealer = try Socket(.dealer, in: context, options: dealerOptions)
    try dealer.connect(router.lastEndpoint)
    return (router, dealer)
  }

  @Test func framesArriveAsTheyWereSent() throws {
    let (router, dealer) = try pair()
    let frames = [Data("a".utf8), Data(), Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0) })]
    #expect(try dealer.send(frames) == .sent)
    #expect(try next(router) == [Data("me".utf8)] + frames)
    #expect(try router.send([Data("me".utf8), Data("b".utf8)]) == .sent)
    #expect(try next(dealer) == [Data("b".utf8)])
    #expect(try dealer.receive() == nil)
  }

  @Test func aPeerThatIsNotThereIsUnreachable() throws {
    let (router, _) = try pair()
    #expect(try router.send([Data("stranger".utf8), Data("x".utf8)]) == .unreachable)
  }

  @Test func aFullQueueDoesNotWait() throws {
    var options = Socket.Options()
    options.queueLimit = 2
    let dealer = try Socket(.dealer, in: context, options: options)
    #expect(try dealer.send([Data("nobody listens".utf8)]) == .full)
  }

  @Test func tooManyFramesAreDroppedAndTheNextMessageIsFine() throws {
    var options = Socket.Options()
    options.framesLimit = 4
    let (router, dealer) = try pair(options)
    _ = try dealer.send(Array(repeating: Data("f".utf8), count: 50))
    _ = try dealer.send([Data("good".utf8)])
    let error = #expect(throws: ZeroMQError.self) { try next(router) }
    #expect(error?.kind == .oversizedMessage)
    #expect(try next(router) == [Data("me".utf8), Data("good".utf8)])
  }

  @Test func aFrameOverTheLimitNeverArrives() throws {
    var options = Socket.Options()
    options.frameLimit = 1000
    let (router, dealer) = try pair(options)
    _ = try dealer.send([Data(count: 2000)])
    // The connection is closed for it and made again, after which this one comes through.
    var received: [Data] = []
    for _ in 0..<50 where received.isEmpty {
      _ = try dealer.send([Data("good".utf8)])
      var poller = Poller()
      poller.add(router)
      _ = try poller.wait(milliseconds: 200)
      received = try router.receive() ?? []
    }
    #expect(received == [Data("me".utf8), Data("good".utf8)])
  }

  @Test func aPortInUseIsOneLineThatNamesIt() throws {
    let first = try Socket(.router, in: context)
    try first.bind("tcp://127.0.0.1:*")
    let second = try Socket(.router, in: context)
    let error = #expect(throws: ZeroMQError.self) { try second.bind(first.lastEndpoint) }
    #expect(error?.kind == .portInUse)
    #expect(error?.description.hasPrefix(first.lastEndpoint) == true)
  }

  @Test(arguments: ["tcp://", "nonsense", "http://127.0.0.1:80", "", "tcp://256.1.1.1:1"])
  func anImpossibleEndpointIsSaidToBeOne(endpoint: String) throws {
    let socket = try Socket(.router, in: context)
    let error = #expect(throws: ZeroMQError.self) { try socket.bind(endpoint) }
    #expect(error?.kind == .invalidEndpoint)
  }

  @Test func anImpossibleIdentityIsRefused() throws {
    var options = Socket.Options()
    options.identity = Data(count: 300)
    #expect(throws: ZeroMQError.self) { try Socket(.dealer, in: context, options: options) }
  }

  @Test func aFileDescriptorWakesThePoller() throws {
    let pipe = Pipe()
    let socket = try Socket(.dealer, in: context)
    var poller = Poller()
    poller.add(socket)
    poller.add(fileDescriptor: pipe.fileHandleForReading.fileDescriptor)
    #expect(try poller.wait(milliseconds: 0) == [false, false])
    pipe.fileHandleForWriting.write(Data([1]))
    #expect(try poller.wait(milliseconds: 10_000) == [false, true])
  }
}
