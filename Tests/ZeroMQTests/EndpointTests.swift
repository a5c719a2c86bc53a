import Testing
import ZeroMQ

struct EndpointTests {
  @Test func readsAndWrites() throws {
    #expect(try Endpoint("tcp://127.0.0.1:5555").transport == .tcp(host: "127.0.0.1", port: 5555))
    #expect(try Endpoint("tcp://[::1]:5555").transport == .tcp(host: "[::1]", port: 5555))
    #expect(try Endpoint("tcp://*:*").description == "tcp://*:*")
    #expect(try Endpoint("ipc:///tmp/x").transport == .ipc(path: "/tmp/x"))
    #expect(try Endpoint("tcp://a:1").leavesMachine)
    #expect(try !Endpoint("ipc://a").leavesMachine)
  }

  @Test(arguments: [
    "", "tcp://", "tcp://host", "tcp://:5555", "tcp://host:", "tcp://host:70000", "tcp://host:-1", "tcp://host:port",
    "ipc://", "http://host:80", "5555", "ipc:///" + String(repeating: "x", count: 107),
  ])
  func refusesWithTheTextInTheMessage(text: String) throws {
    let error = #expect(throws: ZeroMQError.self) { try Endpoint(text) }
    #expect(error?.description.contains("'\(text)'") == true)
    #expect(error?.kind == .invalidEndpoint)
  }
}
