import Report
import Testing

@Suite struct SwarmTests {
  @Test func `dots that would overlap lie beside each other`() {
    let positions = [10.0, 10, 11, 12, 40]
    let swarm = Swarm(positions, diameter: 6, room: 30)
    #expect(swarm.diameter == 6)
    #expect(swarm.offsets[4] == 0)
    for first in positions.indices {
      for second in positions.indices where second > first {
        let dx = swarm.offsets[first] - swarm.offsets[second]
        let dy = positions[first] - positions[second]
        #expect(dx * dx + dy * dy >= 0.97 * 36)
      }
    }
  }

  @Test func `too many for the room are smaller, and stay within it`() {
    let swarm = Swarm([Double](repeating: 5, count: 200), diameter: 6, room: 20)
    #expect(swarm.diameter < 6)
    #expect(swarm.offsets.count == 200)
    #expect(swarm.offsets.allSatisfy { abs($0) <= 20 })
  }

  @Test func `no dots need no room`() {
    #expect(Swarm([], diameter: 6, room: 0).offsets.isEmpty)
  }
}
