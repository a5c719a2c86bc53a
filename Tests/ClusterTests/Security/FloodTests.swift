import Cluster
import Coordination
import Foundation
import Testing
import ZeroMQ

/// Strangers and worse at the coordinator's port: what they send is dropped, the log stays short, and the sweep goes on.
@Suite(.serialized) struct FloodTests {
  /// Starts a sweep, has it flooded while a trial is held, and expects it to end as if nothing had been.
  private func flooding(_ flood: (FixtureNetwork, FixtureSweep.Run) throws -> Void) throws {
    let network = try FixtureNetwork(["holds", "plain"])
    let key = try network.makeKey("lab1")
    let coordinator = try network.start()
    let worker = try network.startWorker(key: key)
    _ = try network.sweep.processHolding("t0")
    try flood(network, coordinator)
    try network.sweep.release()
    #expect(try coordinator.end() == 0)
    #expect(try worker.end() == 0)
    #expect(try network.sweep.stored().records.map(\.attempts) == [1, 1])
    let lines = coordinator.errors.split(separator: "\n")
    #expect(lines.count < 30, "\(coordinator.errors)")
    // Nothing of what was sent reaches a terminal.
    let isPlain = coordinator.errors.unicodeScalars.allSatisfy {
      $0 == "\n" || $0.properties.generalCategory != .control
    }
    #expect(isPlain)
  }

  @Test func twoHundredConnectionsOfGarbage() throws {
    try flooding { network, coordinator in
      var random = SplitMix64(seed: 1)
      let greeting: [UInt8] =
        [0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 3, 0] + Array("CURVE".utf8) + Array(repeating: 0, count: 47)
      let connections = try (0..<200).map { number in
        let connection = try RawConnection(port: network.port)
        let noise = (0..<Int.random(in: 1...2000, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random)
        }
        // Some begin well, and some stay half-open.
        switch number % 4 {
        case 0: connection.send(noise)
        case 1: connection.send(greeting + noise)
        case 2: connection.send(Array(greeting.prefix(number % 64)))
        default: connection.send(greeting + [4, 0x80, 0, 0, 0, 0, 0, 0])
        }
        return connection
      }
      try eventually("some of it is seen") { coordinator.errors.contains("refused 127.0.0.1") }
      withExtendedLifetime(connections) {}
    }
  }

  @Test func twoHundredConnectionsWithAKeyAndGarbage() throws {
    try flooding { network, coordinator in
      let key = try network.makeKey("rogue")
      var random = SplitMix64(seed: 2)
      let peers = try (0..<200).map { _ in try FixturePeer(network, key: key) }
      for (number, peer) in peers.enumerated() {
        for _ in 0..<20 {
          let frames = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Data((0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
          }
          _ = try peer.socket.send(frames)
        }
        // A header that a terminal would obey, and a message that nests.
        try peer.send(["heatsweep \(MessageCodec.protocolVersion) \u{1B}[2J\u{7}\(number)", "{}"])
        try peer.send([
          "heatsweep \(MessageCodec.protocolVersion) ready", String(repeating: #"{"request":"#, count: 20_000),
        ])
        try peer.send(["heatsweep \(MessageCodec.protocolVersion) bye", #"{"reason":"\u001b[31m"}"#])
      }
      try eventually("some of it is seen") { coordinator.errors.contains("dropped a message") }
    }
  }

  @Test func framesThatAreTooLargeOrTooMany() throws {
    try flooding { network, coordinator in
      let key = try network.makeKey("rogue")
      let peer = try FixturePeer(network, key: key)
      _ = try peer.socket.send(Array(repeating: Data("x".utf8), count: 100_000))
      try eventually("it is dropped") { coordinator.errors.contains("at most \(MessageLimits.frames) are allowed") }
      _ = try peer.socket.send([Data(count: MessageLimits.payload + 1)])
      // The connection ends for it, and is made again.
      try peer.join()
      try peer.send(.bye(Bye(reason: "done")))
    }
  }
}
