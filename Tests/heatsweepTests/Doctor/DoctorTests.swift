import Foundation
import Testing
import ZeroMQ

extension EndToEndTests {
  /// `heatsweep doctor`, as a user has it.
  @Suite struct DoctorTests {
    private struct Finding: Decodable {
      let subject: String
      let verdict: String
      let found: String
      let remedy: String?
    }

    private let sandbox: StudySandbox

    init() throws { sandbox = try StudySandbox() }

    private func findings(_ arguments: String..., code: Int32) throws -> [String: Finding] {
      let run = try sandbox.start(["doctor", "--json", "--keys", "keys", "--cache", "cache"] + arguments)
      #expect(try run.end() == code, "\(run.errors)")
      let list = try JSONDecoder().decode([Finding].self, from: Data(run.output.utf8))
      return Dictionary(uniqueKeysWithValues: list.map { ($0.subject, $0) })
    }

    /// An endpoint that is held while the socket lives.
    private func heldEndpoint() throws -> (socket: Socket, endpoint: String) {
      let socket = try Socket(.router, in: Context())
      try socket.bind("tcp://127.0.0.1:*")
      return (socket, socket.lastEndpoint)
    }

    @Test func aMachineThatRunsTheseTestsHasNoProblem() throws {
      let found = try findings("--bind", "tcp://127.0.0.1:*", code: 0)
      #expect(
        Set(found.keys).isSuperset(of: [
          "CPU", "cores", "memory", "heatsweep", "oneDNN", "ZeroMQ", "SQLite", "results", "port", "clock", "keys",
          "open files",
        ]))
      #expect(found.values.allSatisfy { ($0.verdict == "good") == ($0.remedy == nil) && !$0.found.isEmpty })
    }

    @Test func aPortInUseIsAProblem() throws {
      let (socket, endpoint) = try heldEndpoint()
      let found = try withExtendedLifetime(socket) { try findings("--bind", endpoint, code: 1) }
      #expect(found["port"]?.verdict == "problem")
      #expect(found["port"]?.found.contains(endpoint) == true)
      #expect(found["port"]?.remedy?.contains("--bind") == true)
    }

    @Test func aPlaceThatCannotBeWrittenToIsAProblem() throws {
      // A file where a directory would have to be; modes do not stop root.
      try sandbox.write("", to: "file")
      let found = try findings("--bind", "tcp://127.0.0.1:*", "--output", "/proc/nowhere", code: 1)
      #expect(found["results"]?.verdict == "problem")
      #expect(found["results"]?.found == "/proc: nothing can be written there")
    }

    @Test func aKeyThatOthersCanReadIsAProblemAndOneThatEndsIsTold() throws {
      _ = try sandbox.run("keys", "make", "lab1", "--expires", "3", "--keys", "keys")
      let ending = try findings("--bind", "tcp://127.0.0.1:*", code: 0)
      #expect(ending["keys"]?.verdict == "warning")
      #expect(ending["keys"]?.found.hasSuffix("ending within a week: lab1") == true)
      let path = sandbox.root.appending(path: "keys").path
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      #expect(try findings("--bind", "tcp://127.0.0.1:*", code: 1)["keys"]?.verdict == "problem")
    }

    @Test func withoutJSONEveryRemedyHasItsLine() throws {
      let run = try sandbox.start(["doctor", "--bind", "tcp://127.0.0.1:*", "--output", "/proc/nowhere"])
      #expect(try run.end() == 1)
      let lines = run.output.split(separator: "\n")
      let place = try #require(lines.firstIndex { $0.hasPrefix("problem  results:") })
      #expect(lines[place + 1].hasPrefix("         -> choose another directory"))
      #expect(lines.last?.hasPrefix("1 problem, ") == true)
    }

    @Test func anEndpointThatIsNoneIsAnError() throws {
      let run = try sandbox.start(["doctor", "--bind", "somewhere"])
      #expect(try run.end() == 1)
      #expect(run.errorLines == ["Error: endpoint 'somewhere': expected tcp://HOST:PORT or ipc://PATH"])
    }
  }
}
