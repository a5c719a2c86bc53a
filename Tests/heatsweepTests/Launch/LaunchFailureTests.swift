import Foundation
import Testing

extension EndToEndTests {
  /// Hosts that are down, refuse, or lack something, told by a program in the place of ssh. One host, called `here`, is this machine.
  @Suite struct LaunchFailureTests {
    /// Takes the host's name from the end of the command line, as ssh does.
    private static let ssh = """
      #!/bin/sh
      for word; do before=$last; last=$word; done
      export SSH_CONNECTION="127.0.0.1 50000 127.0.0.1 22"
      case $before in
        here) exec /bin/sh -c "$last" ;;
        noisy) echo "welcome!"; echo "{}"; exec /bin/sh -c "$last" ;;
        down) echo "ssh: connect to host down port 22: No route to host" >&2; exit 255 ;;
        refuses) echo "alice@refuses: Permission denied (publickey)." >&2; exit 255 ;;
        unknown) echo "Host key verification failed." >&2; exit 255 ;;
        old) /bin/sh -c "$last" | sed -e "s/glibc glibc .*/glibc glibc 2.5/" -e "s/avx2//" ;;
        silent) exit 0 ;;
        babbles) case $last in *attend*) head -c 300000 /dev/zero | tr "\\\\0" x; sleep 60 ;; *) exec /bin/sh -c "$last" ;; esac ;;
      esac
      """

    /// Of all hosts of all tests, as where homes are shared: the program is copied once.
    private static let directory: URL = {
      atexit { try? FileManager.default.removeItem(at: LaunchFailureTests.directory) }
      return FileManager.default.temporaryDirectory.appending(path: "heatsweep-hosts-\(getpid())")
    }()

    private func sandbox(hosts: String) throws -> (StudySandbox, [String: String]) {
      let sandbox = try StudySandbox()
      let programs = sandbox.root.appending(path: "programs")
      try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
      try sandbox.write(Self.ssh, to: "programs/ssh")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: programs.appending(path: "ssh").path)
      try sandbox.write(
        """
        directory: \(Self.directory.path)
        workers: 1
        hosts:
        \(hosts)
        """, to: "hosts.yaml")
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      return (sandbox, ["PATH": "\(programs.path):\(path)"])
    }

    private static let arguments = ["launch", "tiny.yaml", "--hosts", "hosts.yaml", "--output", "output"]

    @Test func hostsThatFailAreNamedAndTheRestGoesOn() throws {
      let names = ["here", "noisy", "down", "refuses", "unknown", "old", "silent", "babbles"]
      let (sandbox, environment) = try sandbox(hosts: names.map { "  - \($0)\n" }.joined())
      let run = try sandbox.start(Self.arguments, environment: environment)
      #expect(try run.end() == 0, "\(run.errors)")
      try sandbox.expectEqualsUndisturbed()
      for line in [
        "here: running 1 worker", "noisy: running 1 worker",
        "down: ssh: connect to host down port 22: No route to host; next try in ",
        "refuses: alice@refuses: Permission denied (publickey). It has to let this user in without a password",
        "unknown: Host key verification failed. Connect once with `ssh unknown` and accept its key; next try in ",
        "old: cannot take part: ", "it has glibc 2.5, and the program needs ", "silent: the connection was lost",
        "babbles: expected lines of at most 131072 bytes", "here: finished ", "down: finished 0 trials",
      ] {
        #expect(run.errors.contains(line), "\(line): \(run.errors)")
      }
      #expect(!run.errors.contains("old: ssh"))
      // A complete study leaves nothing on its hosts but the program, and its logs here.
      let left = try FileManager.default.contentsOfDirectory(atPath: Self.directory.appending(path: "sweeps").path)
      #expect(left == [])
      #expect(sandbox.log("here-1").contains("starts "))
    }

    @Test func withoutAnyHostThatCanTakePartItEnds() throws {
      let (sandbox, environment) = try sandbox(hosts: "  - old\n")
      let run = try sandbox.start(Self.arguments, environment: environment)
      #expect(try run.end() == 1)
      #expect(run.errors.contains("Error: none of the hosts can take part"))
      #expect(run.errors.contains("old: cannot take part: "))
    }

    @Test func aKilledLaunchFindsItsWorkersAgain() throws {
      let (sandbox, environment) = try sandbox(hosts: "  - here\n")
      try sandbox.write(LabStudy.text, to: "tiny.yaml")
      let first = try sandbox.start(Self.arguments, environment: environment)
      try eventually("the worker trains: \(first.errors)") { sandbox.log("here-1").contains("starts ") }
      let process = try #require(sandbox.log("here-1").firstMatch(of: /process=(\d+)/).flatMap { pid_t($0.1) })
      first.signal(SIGKILL)
      try eventually("the launch is gone") { WorkerProcess.hasEnded(first.identifier) }
      #expect(!WorkerProcess.hasEnded(process))
      let second = try sandbox.start(Self.arguments, environment: environment)
      #expect(try second.end() == 0, "\(second.errors)")
      try LabStudy.expectUndisturbed(sandbox)
      // It was the same process all the time, and ended with the study.
      #expect(sandbox.log("here-1").components(separatedBy: "process=").count == 2, "\(sandbox.log("here-1"))")
      try eventually("the worker ends") { WorkerProcess.hasEnded(process) }
    }

    @Test func aWorkerThatIsKilledIsStartedAgain() throws {
      let (sandbox, environment) = try sandbox(hosts: "  - here\n")
      let run = try sandbox.start(Self.arguments, environment: environment)
      try eventually("the worker trains: \(run.errors)") { sandbox.log("here-1").contains("starts ") }
      let process = try #require(sandbox.log("here-1").firstMatch(of: /process=(\d+)/).flatMap { pid_t($0.1) })
      kill(process, SIGKILL)
      #expect(try run.end() == 0, "\(run.errors)")
      #expect(run.errors.contains("here-1 ended with signal 9"))
      try sandbox.expectEqualsUndisturbed()
    }

    @Test(arguments: [
      (["launch", "tiny.yaml", "--hosts", "none.yaml"], "none.yaml: expected a host file, found no file of that name"),
      (
        ["launch", "tiny.yaml", "--hosts", "tiny.yaml"],
        "tiny.yaml:1: name: expected a known field, found an unknown one"
      ),
      (
        ["launch", "none.yaml", "--hosts", "hosts.yaml"], "none.yaml: expected a study file, found no file of that name"
      ),
    ])
    func mistakesAreOneLine(arguments: [String], line: String) throws {
      let (sandbox, environment) = try sandbox(hosts: "  - here\n")
      try expectOneLine(try sandbox.start(arguments, environment: environment), [line])
    }
  }
}
