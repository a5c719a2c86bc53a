import Foundation
import Testing

extension EndToEndTests {
  /// A study on three machines with networks of their own, through real ssh.
  @Suite(.enabled(if: NetworkLab.isPossible, "network namespaces with sshd cannot be made here"))
  struct SeveralHostsTests {
    @Test func launchStopsGoesOnAndSurvivesACut() throws {
      let sandbox = try StudySandbox()
      let lab = try NetworkLab(machines: 3, in: sandbox.root.appending(path: "network"))
      try sandbox.write(LabStudy.text, to: "lab.yaml")
      try sandbox.write(lab.hostFile(base: sandbox.root, tunnelled: [2]), to: "hosts.yaml")
      let arguments = ["launch", "lab.yaml", "--hosts", "hosts.yaml", "--output", "output", "--keys", "keys"]

      // The program is copied, and Ctrl-C leaves nothing running.
      let first = try sandbox.start(arguments)
      for name in ["lab1", "lab2", "lab3"] {
        try eventually("\(name) gets the program: \(first.errors)") { first.errors.contains("\(name): copying") }
      }
      for number in 1...3 {
        try eventually("lab\(number) trains: \(first.errors)") { sandbox.log("lab\(number)-1").contains("starts ") }
      }
      try expectSecretsKept(sandbox, lab)
      first.signal(SIGINT)
      #expect(try first.end() == 130, "\(first.errors)")
      for machine in lab.machines { #expect(try lab.programs(on: machine) == []) }

      // The second launch copies nothing. A connection that ends is made again, and the worker is the one that it was.
      let second = try sandbox.start(arguments)
      for number in 1...3 {
        try eventually("lab\(number) runs: \(second.errors)") {
          second.errors.contains("lab\(number): running 1 worker")
        }
      }
      #expect(!second.errors.contains("copying"))
      let starts = sandbox.log("lab1-1").count(of: " started")
      try #require(try killConnection(of: second, to: lab.machines[0]))
      try eventually("the connection to lab1 is made again: \(second.errors)") {
        second.errors.count(of: "lab1: running 1 worker") == 2
      }
      #expect(sandbox.log("lab1-1").count(of: " started") == max(starts, 1))

      // Cut off while it trains, lab3 is missed; healed, it ends what it has.
      try lab.cut(lab.machines[2], .both)
      try eventually("lab3 is missed: \(second.errors)") { second.errors.contains("lab3: the connection was lost") }
      #expect(try lab.programs(on: lab.machines[2]).contains { $0.contains("heatsweep worker ") })
      try lab.heal(lab.machines[2])
      #expect(try second.end() == 0, "\(second.errors)")
      try LabStudy.expectUndisturbed(sandbox)
      for name in ["lab1: finished ", "lab2: finished ", "lab3: finished "] { #expect(second.errors.contains(name)) }
      for machine in lab.machines {
        try eventually("nothing is left on lab\(machine.number)") { try lab.programs(on: machine).isEmpty }
      }
    }

    /// Workers that were started by hand: their networks are cut, one way, the other way and both, and healed.
    @Test func networksOfWorkersAreCutAndHealed() throws {
      let sandbox = try StudySandbox()
      let lab = try NetworkLab(machines: 3, in: sandbox.root.appending(path: "network"))
      try sandbox.write(LabStudy.text, to: "lab.yaml")
      let keys = try sandbox.run("keys", "make", "worker1", "worker2", "worker3", "--keys", "keys")
      let files = keys.output.split(separator: "\n").map(String.init)
      let coordinator = try sandbox.start([
        "coordinator", "lab.yaml", "--bind", "tcp://0.0.0.0:*", "--output", "output", "--keys", "keys",
      ])
      try eventually("it listens: \(coordinator.errors)") { coordinator.errors.contains("listening at ") }
      let port = try #require(coordinator.errors.firstMatch(of: /listening at tcp:\/\/.*:(\d+)/)?.1)
      let workers = try zip(lab.machines, files).map { machine, file in
        try lab.start(
          [
            ProgramRun.program.path, "worker", "--connect", "tcp://\(machine.ourAddress):\(port)", "--key", file,
            "--name", "worker\(machine.number)", "--directory",
            sandbox.root.appending(path: "worker\(machine.number)").path,
          ], on: machine, environment: ["HEATSWEEP_CACHE": sandbox.root.appending(path: "cache").path],
          log: sandbox.root.appending(path: "worker\(machine.number).log"))
      }
      defer { for worker in workers where worker.isRunning { worker.terminate() } }
      func log(_ number: Int) -> String {
        (try? String(contentsOf: sandbox.root.appending(path: "worker\(number).log"), encoding: .utf8)) ?? ""
      }
      for number in 1...3 {
        try eventually("worker\(number) trains: \(log(number))") { log(number).contains("starts ") }
      }
      for (machine, way) in zip(lab.machines, [NetworkLab.Cut.out, .in, .both]) { try lab.cut(machine, way) }
      // Nothing of the two that cannot send is heard. What is sent to the third is lost.
      for number in [1, 3] {
        try eventually("worker\(number) is missed") { try secondsUnheard("worker\(number)", sandbox) > 5 }
      }
      #expect(workers.allSatisfy { $0.isRunning })
      for machine in lab.machines { try lab.heal(machine) }
      #expect(try coordinator.end() == 0, "\(coordinator.errors)")
      try LabStudy.expectUndisturbed(sandbox)
      for worker in workers { try eventually("the workers end") { !worker.isRunning } }
      for number in 1...3 { #expect(log(number).contains("finished trial")) }
    }

    private func status(_ sandbox: StudySandbox) throws -> String {
      try sandbox.run("status", "output", "--json").output
    }

    private func secondsUnheard(_ worker: String, _ sandbox: StudySandbox) throws -> Double {
      let object = try JSONSerialization.jsonObject(with: Data(status(sandbox).utf8)) as? [String: Any]
      let workers = object?["workers"] as? [[String: Any]] ?? []
      let entry = workers.first { $0["name"] as? String == worker }
      return entry?.first { $0.key.contains("heard") }?.value as? Double ?? 0
    }

    /// Keys are nobody else's to read, and on no command line.
    private func expectSecretsKept(_ sandbox: StudySandbox, _ lab: NetworkLab) throws {
      var found = 0
      for machine in lab.machines {
        let base = sandbox.root.appending(path: "lab\(machine.number)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".key") }
        for name in names {
          let url = base.appending(path: name)
          func mode(_ url: URL) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
          }
          #expect(try mode(url) == 0o600)
          #expect(try mode(url.deletingLastPathComponent()) == 0o700)
          let secret = try #require(
            try String(contentsOf: url, encoding: .utf8).firstMatch(of: /secret-key[ :=]+"?(\S{40})/)?.1)
          for line in try lab.programs(on: machine) { #expect(!line.contains(secret)) }
          found += 1
        }
      }
      #expect(found == 3)
    }

    /// Ends the ssh process of a launch that leads to a machine.
    private func killConnection(of run: ProgramRun, to machine: NetworkLab.Machine) throws -> Bool {
      let all = WorkerProcess.all(of: run)
      for process in all {
        let text = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
        if text?.contains("\0\(machine.address)\0") == true { return kill(process, SIGKILL) == 0 }
      }
      return false
    }
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
