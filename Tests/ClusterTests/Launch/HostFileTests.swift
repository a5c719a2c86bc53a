import Cluster
import Documents
import Foundation
import Testing

/// What a host file may say, and the one line that each mistake gives.
@Suite struct HostFileTests {
  @Test func everyFieldIsRead() throws {
    let hosts = try HostFile.parse(
      text: """
        user: alice
        workers: 4
        directory: ~/scratch
        environment: {HEATSWEEP_CACHE: /scratch, A: "1"}
        options: {Compression: yes}
        hosts:
          - lab1
          - host: 10.0.0.2
            name: second
            user: bob
            port: 2222
            jump: alice@gate:22,other
            tunnel: true
            workers: 2
            threads: 3
            directory: /data
            environment: {A: "2"}
            options: {compression: no, IPQoS: none}
          - "fe80::1%eth0"
        """, name: "hosts.yaml")
    #expect(hosts.map(\.name) == ["lab1", "second", "fe80__1_eth0"])
    #expect(hosts[0].user == "alice" && hosts[0].workers == 4 && hosts[0].threads == 1 && !hosts[0].tunnel)
    #expect(hosts[0].directory == "scratch")
    var second = LaunchHost(name: "second", host: "10.0.0.2")
    second.user = "bob"
    second.port = 2222
    second.jump = "alice@gate:22,other"
    second.tunnel = true
    second.workers = 2
    second.threads = 3
    second.directory = "/data"
    second.environment = ["HEATSWEEP_CACHE": "/scratch", "A": "2"]
    second.options = [.init(name: "IPQoS", value: "none"), .init(name: "compression", value: "no")]
    #expect(hosts[1] == second)
    #expect(hosts[2].host == "fe80::1%eth0")
  }

  @Test func aHostAloneHasTheDefaults() throws {
    let hosts = try HostFile.parse(text: "hosts: [lab1]", name: "hosts.yaml")
    #expect(hosts == [LaunchHost(name: "lab1", host: "lab1")])
    #expect(hosts[0].workers == nil && hosts[0].directory == LaunchHost.defaultDirectory)
  }

  @Test(arguments: [
    ("", "hosts.yaml: expected hosts, found an empty file"),
    ("user: a", "hosts.yaml:1: expected the field `hosts`, found none"),
    ("hosts: []", "hosts.yaml:1: hosts: expected a list of hosts, found an empty list"),
    ("hosts: lab1", "hosts.yaml:1: hosts: expected a list of hosts, found `lab1`"),
    (
      "hosts: [a, A]",
      "hosts.yaml:1: hosts[1]: expected every host once, or a `name` for each time that it comes, found `A`"
    ),
    ("hosts:\n  - {port: 22}", "hosts.yaml:2: hosts[0]: expected the field `host`, found none"),
    (
      "hosts:\n  - {host: a, por: 22}",
      "hosts.yaml:2: hosts[0].por: expected a known field, found an unknown one; did you mean `port`?"
    ),
    ("port: 0\nhosts: [a]", "hosts.yaml:1: port: expected a whole number from 1 to 65535, found `0`"),
    (
      "hosts:\n  - {host: a, port: ssh}",
      "hosts.yaml:2: hosts[0].port: expected a whole number from 1 to 65535, found `ssh`"
    ),
    ("workers: 0\nhosts: [a]", "hosts.yaml:1: workers: expected a whole number from 1 to 1024, found `0`"),
    ("tunnel: maybe\nhosts: [a]", "hosts.yaml:1: tunnel: expected `true` or `false`, found `maybe`"),
    ("environment: [A]\nhosts: [a]", "hosts.yaml:1: environment: expected variables by name, found a list"),
    (
      "identity: /no/such/key\nhosts: [a]",
      "hosts.yaml:1: identity: expected a private ssh key that can be read, found none at `/no/such/key`"
    ),
    (
      "hosts: [\(String(repeating: "a", count: 60))]",
      "hosts.yaml:1: hosts[0]: expected a `name` of at most 48 characters for a host whose own is longer, found `\(String(repeating: "a", count: 40))...`"
    ),
  ])
  func aMistakeIsOneLine(text: String, line: String) {
    expectError(text, line)
  }

  /// Words that `ssh` or a shell would take for something else.
  @Test(arguments: [
    "-oProxyCommand=reboot", "a b", "a;reboot", "$(reboot)", "`reboot`", "a\\nb", "|cat", "", "a@b", "a/b", "~", "a'b",
  ])
  func hostsThatAreNoAddressesAreRefused(word: String) {
    expectRefusal("hosts: [{host: \"\(word)\"}]", "hosts[0].host: expected the name or address of a host, found ")
    expectRefusal("hosts: [\"\(word)\"]", "hosts[0]: expected the name or address of a host, found ")
  }

  @Test(arguments: [
    ("user: -l", "user"), ("user: \"a b\"", "user"), ("jump: -J", "jump"), ("jump: \"a;b\"", "jump"),
    ("directory: -rf", "directory"), ("directory: ~bob/x", "directory"), ("directory: \"a\\nb\"", "directory"),
    ("directory: ''", "directory"), ("environment: {LD_LIBRARY_PATH: /x}", "environment"),
    ("environment: {\"A=B\": x}", "environment"), ("environment: {1A: x}", "environment"),
    ("environment: {A: \"x\\ny\"}", "environment.A"), ("options: {ProxyCommand: x}", "options"),
    ("options: {localcommand: x}", "options"), ("options: {\"A B\": x}", "options"),
    ("options: {A: \"x\\ny\"}", "options.A"),
    ("options: {BatchMode: no}", "options"),
  ])
  func wordsThatCouldBeCommandsAreRefused(line: String, field: String) {
    expectRefusal("hosts: [a]\n\(line)", "hosts.yaml:2: \(field): expected ")
  }

  /// The documented example is right, and so is each field that it only mentions.
  @Test func theExampleIsRight() throws {
    let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../cluster/hosts.yaml")
    #expect(try HostFile.load(path: example.standardizedFileURL.path).count == 5)
    var text = try String(contentsOf: example, encoding: .utf8)
    // A key that is on no other machine.
    text.replace(/# identity:.*/, with: "")
    text.replace(/(?m)^# (?=[a-z]+:|  )/, with: "")
    let hosts = try HostFile.parse(text: text, name: "hosts.yaml")
    #expect(hosts[0].user == "alice" && hosts[0].workers == 4 && hosts[0].jump == "gate.example.org")
    #expect(hosts[0].environment["HEATSWEEP_CACHE"] != nil && hosts[0].options.count == 1)
  }

  private func expectError(_ text: String, _ line: String) {
    let error = #expect(throws: DocumentError.self) { try HostFile.parse(text: text, name: "hosts.yaml") }
    #expect(error?.description == line)
  }

  private func expectRefusal(_ text: String, _ part: String) {
    let error = #expect(throws: DocumentError.self) { try HostFile.parse(text: text, name: "hosts.yaml") }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "no error")")
    #expect(error?.description.contains("\n") == false)
  }
}
