import Foundation
import Testing

extension EndToEndTests {
  /// `heatsweep status` while a study runs, as people and programs use it.
  @Suite struct StatusCommandTests {
    private func lines(_ run: ProgramRun) -> [Substring] { run.output.split(separator: "\n") }

    private func object(_ line: some StringProtocol) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func watchersSeeTheStudyAndItsEnd() throws {
      let sandbox = try StudySandbox()
      let study = try sandbox.start([
        "coordinator", "tiny.yaml", "--bind", "ipc://socket", "--events", "ipc://events", "--workers", "2", "--output",
        "output",
      ])
      let worker = try WorkerProcess.stoppedWhileTraining(study, sandbox)
      #expect(study.errors.contains("listening at ipc://socket\n") && study.errors.contains("events at ipc://events\n"))
      let watches = try [
        ["status", "output", "--watch"], ["status", "ipc://socket", "--watch"],
        ["status", "output", "--watch", "--json"], ["status", "ipc://socket", "--json", "--watch"],
      ].map { try sandbox.start($0) }
      for watch in watches {
        try eventually("it shows something; it wrote: \(watch.errors)") { !lines(watch).isEmpty }
      }
      let once = try sandbox.run("status", "ipc://socket")
      #expect(once.output.hasPrefix("tiny: running, ") && once.output.contains("workers: 2\n"))
      #expect(once.output.contains("\(worker.trial) "))
      let json = try object(try sandbox.run("status", "ipc://socket", "--json").output)
      #expect(json["is_running"] as? Bool == true && (json["workers"] as? [[String: Any]])?.count == 2)

      kill(worker.identifier, SIGCONT)
      #expect(try study.end() == 0, "\(study.errors)")
      for watch in watches { #expect(try watch.end() == 0, "\(watch.errors)") }
      for watch in watches[..<2] {
        #expect(lines(watch).first?.hasPrefix("tiny: running, ") == true, "\(watch.output)")
        #expect(lines(watch).last?.hasPrefix("tiny: complete, 8/8 trials finished") == true, "\(watch.output)")
      }
      for watch in watches[2...] {
        let last = try object(try #require(lines(watch).last))
        #expect(last["is_running"] as? Bool == false)
        #expect((last["trials"] as? [String: Int])?["done"] == 8)
      }
    }

    @Test func aWatchOfAStoppedStudyEnds() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let run = try sandbox.run("status", "output", "--watch")
      #expect(try run.end() == 0)
      #expect(
        run.output == "tiny: complete, 8/8 trials finished: done 8, diverged 0, given up 0, running 0, waiting 0\n")
    }

    @Test(arguments: [
      ("ipc://missing", "no coordinator listens there (no such file)"), ("tcp://host", "expected"),
      ("tcp://127.0.0.1:1", "a network needs a key; make one at the coordinator"),
    ])
    func whereNobodyAnswersIsOneLine(endpoint: String, problem: String) throws {
      let sandbox = try StudySandbox()
      try expectOneLine(try sandbox.start(["status", endpoint]), [endpoint, problem])
    }

    @Test(.enabled(if: PythonWithZeroMQ.path != nil, "no Python with pyzmq (Debian: python3-zmq) is installed"))
    func aFewLinesOfPythonSeeWhatHappens() throws {
      let sandbox = try StudySandbox()
      #expect(try sandbox.run("keys", "make", "desk", "--keys", "keys").end() == 0)
      let study = try sandbox.start([
        "run", "tiny.yaml", "--workers", "2", "--output", "output", "--events", "tcp://127.0.0.1:*", "--keys", "keys",
      ])
      let worker = try WorkerProcess.stoppedWhileTraining(study, sandbox)
      let endpoint = String(try #require(study.errors.firstMatch(of: /events at (tcp:\S+)/)).1)
      let watch = try PythonWithZeroMQ.watch(endpoint, "--key", "keys/workers/desk.key", in: sandbox.root)
      let some = try PythonWithZeroMQ.watch(
        endpoint, "--key", "keys/workers/desk.key", "finished", "status", in: sandbox.root)
      for run in [watch, some] {
        try eventually("it is connected: \(run.errors)") { run.output.contains("status {") }
      }
      kill(worker.identifier, SIGCONT)
      #expect(try study.end() == 0, "\(study.errors)")
      #expect(try watch.end() == 0, "\(watch.errors)")
      #expect(try some.end() == 0, "\(some.errors)")
      let events = lines(watch).filter { !$0.hasPrefix("status ") }
      let ours = try events.filter { $0.contains("\"\(worker.trial)\"") }.map { line in
        let words = line.split(separator: " ", maxSplits: 1)
        return (words[0], try object(words[1]))
      }
      let finished = try #require(ours.last { $0.0 == "finished" }).1
      #expect(finished["trial"] as? String == worker.trial && finished["attempt"] as? Int == 1)
      #expect(finished["process"] as? Int == Int(worker.identifier) && finished["host"] is String)
      #expect(events.last?.hasPrefix("ended ") == true)
      #expect(lines(some).allSatisfy { $0.contains(/^(finished|status|ended) \{/) })
      #expect(lines(some).count { $0.hasPrefix("finished ") } == lines(watch).count { $0.hasPrefix("finished ") })
    }
  }
}
