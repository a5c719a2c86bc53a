import Foundation
import Testing
import ZeroMQ

extension EndToEndTests {
  /// Whatever cannot be begun fails with one line, before anything is written.
  @Suite struct ArgumentErrorTests {
    @Test(arguments: [
      (["run", "missing.yaml"], ["missing.yaml: expected a study file, found no file of that name"]),
      (["run", "."], [".: expected a study file, found a directory"]),
      (["run", "broken.yaml"], ["broken.yaml:4: epoch: "]),
      (["coordinator", "missing.yaml", "--bind", "ipc://socket", "--output", "output"], ["missing.yaml: expected"]),
      (["coordinator", "tiny.yaml", "--bind", "somewhere", "--output", "output"], ["'somewhere'", "expected"]),
      (
        ["coordinator", "tiny.yaml", "--bind", "tcp://127.0.0.1:*", "--output", "output"],
        ["holds no keys", "keys make"]
      ),
      (
        ["coordinator", "tiny.yaml", "--bind", "ipc:///tmp/socket", "--output", "output"], ["/tmp: ", "only this user"]
      ),
      (["worker", "--connect", "tcp://127.0.0.1:5555"], ["a network needs a key", "--key"]),
      (["worker", "--connect", "tcp://127.0.0.1:5555", "--key", "missing.key"], ["/missing.key: no such file"]),
      (["worker", "--connect", "ipc:///tmp/socket"], ["/tmp: ", "only this user"]),
      (["worker", "--connect", "tcp://host"], ["'tcp://host'", "expected"]),
      (["run", "tiny.yaml", "--output", "tiny.yaml/output"], ["tiny.yaml/output: cannot be made: Not a directory"]),
      (["run", "tiny.yaml", "--output", "tiny.yaml"], ["tiny.yaml: cannot be made: File exists"]),
      (["run", "tiny.yaml", "--output", "/proc/output"], ["/proc/output: cannot be made: No such file or directory"]),
      (["status", "missing"], ["/missing: no such directory"]),
      (["report", "missing"], ["/missing: no such directory"]),
      (["resume", "missing"], ["/missing: no such directory"]),
      (["run", "tiny.yaml", "--output", "output", "--events", "nowhere"], ["'nowhere'", "expected"]),
      (["run", "tiny.yaml", "--output", "output", "--web", "nowhere"], ["--web nowhere: expected PORT, ADDRESS:PORT"]),
      (["run", "tiny.yaml", "--output", "output", "--web", "lab1:80"], ["--web lab1:80: expected an IP address"]),
      (["run", "tiny.yaml", "--output", "output", "--web", "65536"], ["expected a port between 0 and 65535"]),
      (["run", "tiny.yaml", "--output", "output", "--web", "192.0.2.1:80"], ["this machine has no such address"]),
      (["status", "."], ["holds no study (no study.sqlite)"]),
      (["report", "."], ["holds no study (no study.sqlite)"]),
      (["resume", "."], ["holds no study (no study.sqlite)"]),
      (["bench", "step", "--batch", "0"], ["--batch: expected a number from 1 to 1024, found 0"]),
    ])
    func isOneLine(arguments: [String], texts: [String]) throws {
      let sandbox = try StudySandbox()
      try sandbox.write(TinyStudy.text.replacing("epochs: 3", with: "epoch: 3"), to: "broken.yaml")
      try expectOneLine(try sandbox.start(arguments), texts)
      #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
    }

    @Test func aPortInUse() throws {
      let taken = try Socket(.router, in: Context())
      try taken.bind("tcp://127.0.0.1:*")
      let sandbox = try StudySandbox()
      #expect(try sandbox.run("keys", "make", "lab1").errors == "")
      let arguments = ["coordinator", "tiny.yaml", "--bind", taken.lastEndpoint, "--output", "output"]
      try expectOneLine(try sandbox.start(arguments), [taken.lastEndpoint, "in use already"])
    }
  }
}
