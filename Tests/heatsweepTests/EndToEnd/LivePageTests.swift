import Foundation
import LivePage
import TestKit
import Testing

extension EndToEndTests {
  /// The page of a study that runs: what it shows comes from this run, and a coordinator's death is only an interruption.
  @Suite struct LivePageTests {
    private static let arguments = ["run", "tiny.yaml", "--workers", "2", "--output", "output", "--web"]

    /// The address that a run printed, once it has.
    private func address(_ run: ProgramRun) throws -> (port: Int, query: String) {
      var line: Substring?
      try eventually("the page's address; it wrote: \(run.errors)") {
        try #require(run.isRunning, "\(run.errors)")
        line = run.errorLines.first { $0.hasPrefix("live page: ") }
        return line != nil && run.errors.contains("trials")
      }
      let match = try #require(line?.wholeMatch(of: /live page: http:\/\/[^\/]*:(\d+)\/(.*)/))
      return (try #require(Int(match.1)), String(match.2))
    }

    /// What somebody who follows the page is told, until it is enough or the page ends.
    private func follow(_ port: Int, until isEnough: (LiveSnapshot) -> Bool) throws -> [LiveSnapshot] {
      let client = try RawClient(port: port)
      client.send("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      var snapshots: [LiveSnapshot] = []
      _ = try client.read { text in
        snapshots = text.split(separator: "\n").compactMap { line in
          line.hasPrefix("data: ") ? try? LiveSnapshot(json: Data(line.dropFirst(6).utf8)) : nil
        }
        return snapshots.contains(where: isEnough)
      }
      return snapshots
    }

    @Test func `it shows the study as it goes on, also after its coordinator was killed`() throws {
      let sandbox = try StudySandbox()
      let first = try sandbox.start(Self.arguments + ["127.0.0.1:0"])
      let (port, query) = try address(first)
      #expect(query == "")
      #expect(try RawClient.ask(port, "/").body.hasPrefix("<!DOCTYPE html>"))
      #expect(try RawClient.ask(port, "/", host: "evil.example").status == 403)
      let before = try follow(port) { ($0.progress?.done ?? 0) > 0 }
      #expect(before.first?.study?.experiments.map(\.name) == ["size", "marker"])
      #expect(before.first?.study?.experiments[0].measures.map(\.name).contains("hirescam_inside") == true)
      first.signal(SIGKILL)
      try first.end()
      let done = try #require(before.compactMap(\.progress?.done).max())

      // On the same port, at once.
      let second = try sandbox.start(Self.arguments + ["127.0.0.1:\(port)"])
      #expect(try address(second).port == port)
      let after = try follow(port) { $0.progress?.state == .complete }
      let whole = try #require(after.first)
      #expect(whole.since == 0 && whole.instance != before[0].instance)
      // The first trials that it tells of are all of them, as the store has them.
      let told = try #require(after.first { !$0.trials.isEmpty })
      #expect(told.trials.count == 8 && told.trials.count { $0.state == .done } >= done)
      let progress = try #require(after.compactMap(\.progress).last)
      #expect(progress.state == .complete && progress.planned == 8 && progress.done == 8 && progress.epoch == 2)
      #expect(after.contains { !$0.workers.isEmpty && $0.workers.allSatisfy { $0.name.hasPrefix("worker-") } })
      #expect(try second.end() == 0, "\(second.errors)")

      var trials: [Int: LiveTrial] = [:]
      for trial in after.flatMap(\.trials) { trials[trial.number] = trial }
      let results = try sandbox.results()
      #expect(trials.count == 8)
      for trial in trials.values {
        #expect(trial.state == .done && trial.reason == nil && trial.validationAccuracy.count == 3)
        let row = try #require(results[trial.key])
        let stored = try #require(row["hirescam_inside"].flatMap(Double.init))
        #expect(abs(try #require(trial.measures["hirescam_inside"]) - stored) < 1e-4)
      }
    }

    @Test func `it shows where models look while somebody watches, and why some do not count`() throws {
      let sandbox = try StudySandbox()
      // No accuracy is enough.
      let text = TinyStudy.text.replacing("minimum_validation_accuracy: 0", with: "minimum_validation_accuracy: 1")
      try sandbox.write(text.replacing("epochs: 3", with: "epochs: 1"), to: "tiny.yaml")
      let run = try sandbox.start(Self.arguments + ["127.0.0.1:0"])
      let (port, _) = try address(run)
      var pictures = 0
      let snapshots = try follow(port) { snapshot in
        for map in snapshot.maps ?? [] where pictures == 0 {
          guard let answer = try? RawClient.ask(port, "/maps/\(map.id).png") else { continue }
          if answer.status == 200, answer.headers["content-type"] == "image/png" { pictures += 1 }
        }
        return snapshot.progress?.state == .complete
      }
      #expect(pictures > 0)
      let maps = try #require(snapshots.compactMap(\.maps).first { !$0.isEmpty })
      #expect(Set(maps.map(\.className)) == ["NOR", "DCM", "HCM", "ARV"])
      let discarded = snapshots.flatMap(\.trials).filter { $0.state == .discarded }
      #expect(!discarded.isEmpty)
      #expect(discarded.allSatisfy { $0.reason?.hasPrefix("validation accuracy ") == true })
      #expect(try run.end() == 0, "\(run.errors)")
    }

    @Test func `beyond the machine it needs a token, which a restart does not change`() throws {
      let sandbox = try StudySandbox()
      let file = sandbox.file("web-token")
      var queries: [String] = []
      for _ in 0..<2 {
        let run = try sandbox.start(Self.arguments + ["0.0.0.0:0"])
        let (port, query) = try address(run)
        queries.append(query)
        #expect(try RawClient.ask(port).status == 401)
        #expect(try RawClient.ask(port, "/api/state\(query)", host: "lab1").status == 200)
        run.signal(SIGKILL)
        try run.end()
      }
      #expect(queries[0].hasPrefix("?token=") && queries[0] == queries[1])
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      #expect(try String(contentsOf: file, encoding: .utf8) == queries[0].dropFirst("?token=".count) + "\n")

      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      try expectOneLine(
        try sandbox.start(Self.arguments + ["0.0.0.0:0"]), ["web-token: others can read or change it", "chmod 600"])
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      try Data("secret\n".utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      try expectOneLine(
        try sandbox.start(Self.arguments + ["0.0.0.0:0"]), ["web-token: expected 64 hexadecimal digits"])
    }

    @Test func `a port in use is one line, before anything is begun`() throws {
      let server = try LiveServer(at: WebAddress("127.0.0.1:0"))
      defer { server.close() }
      let sandbox = try StudySandbox()
      try expectOneLine(
        try sandbox.start(Self.arguments + ["\(server.port)"]),
        ["--web 127.0.0.1:\(server.port): another program listens on this port"])
      #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
    }
  }
}
