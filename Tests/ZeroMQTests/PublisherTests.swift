import Foundation
import Testing
import ZeroMQ

/// Publishers wait for nobody.
struct PublisherTests {
  @Test func aSubscriberThatNeverReadsHoldsNobodyUp() throws {
    let context = try Context()
    let publisher = try Socket(.publisher, in: context)
    try publisher.bind("tcp://127.0.0.1:*")
    let deaf = try subscriber(of: publisher)
    let attentive = try subscriber(of: publisher)
    // More than all queues and the system's buffers hold; a publisher that waited would not come to the end.
    let body = Data(repeating: 0, count: 1000)
    for _ in 0..<50_000 { #expect(try publisher.send([Data("t".utf8), body]) == .sent) }
    while try attentive.receive() != nil {}
    var received: [Data]?
    while received == nil {
      _ = try publisher.send([Data("last".utf8), Data()])
      while let frames = try attentive.receive() { if frames[0] == Data("last".utf8) { received = frames } }
    }
    #expect(received?.count == 2)
    withExtendedLifetime(deaf) {}
  }

  @Test func onlyTopicsSubscribedToAreReceived() throws {
    let publisher = try Socket(.publisher, in: Context())
    try publisher.bind("tcp://127.0.0.1:*")
    let subscriber = try subscriber(of: publisher, topic: "b")
    _ = try publisher.send([Data("a".utf8)])
    _ = try publisher.send([Data("b".utf8), Data("body".utf8)])
    var poller = Poller()
    poller.add(subscriber)
    var frames: [Data]?
    while frames == nil || frames?[1] == Data("probe".utf8) {
      #expect(try poller.wait(milliseconds: 10_000) == [true])
      frames = try subscriber.receive()
    }
    #expect(frames == [Data("b".utf8), Data("body".utf8)])
  }

  /// Connected: it has received something.
  private func subscriber(of publisher: Socket, topic: String = "") throws -> Socket {
    let socket = try Socket(.subscriber, in: Context())
    try socket.subscribe(topic)
    try socket.connect(publisher.lastEndpoint)
    var poller = Poller()
    poller.add(socket)
    var attempts = 0
    while try !poller.wait(milliseconds: 10)[0] {
      _ = try publisher.send([Data(topic.utf8), Data("probe".utf8)])
      attempts += 1
      try #require(attempts < 6000, "not connected within a minute")
    }
    return socket
  }
}
