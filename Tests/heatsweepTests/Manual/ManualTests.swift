import Foundation
import Testing

extension EndToEndTests {
  /// What helps people to type commands: the manual page and the completions.
  @Suite struct ManualTests {
    private let sandbox: StudySandbox

    init() throws { sandbox = try StudySandbox() }

    /// Runs a shell with a script, and returns what it prints; fails where it does.
    private func bash(_ script: String) throws -> String {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-euc", script]
      process.currentDirectoryURL = sandbox.root
      process.standardOutput = output
      try process.run()
      let text = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: text, as: UTF8.self)
    }

    private func commands() throws -> [String] {
      let help = try sandbox.run("--help").output
      return help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS:") }.dropFirst()
        .compactMap {
          $0.hasPrefix("  ") && !$0.hasPrefix("   ") ? $0.split(separator: " ").first.map(String.init) : nil
        }
        .filter { $0 != "See" }
    }

    @Test func theManualHasEveryCommandAndItsOptions() throws {
      let page = try sandbox.run("manual").output
      #expect(page.hasPrefix(".TH HEATSWEEP 1"))
      let commands = try commands()
      #expect(commands.contains("run") && commands.count >= 12)
      for command in commands { #expect(page.contains(".SS \"heatsweep \(command)"), "\(command)") }
      for option in ["\\-\\-workers <n>", "\\-\\-hosts <file>", "\\-\\-json"] {
        #expect(page.contains(option), "\(option)")
      }
      #expect(page.contains("130 stopped by Ctrl\\-C"))
      // Every line is text or a known request: nothing is taken for a request by mistake.
      let requests = Set(page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix(3) })
      #expect(requests.isSubset(of: [".TH", ".SH", ".SS", ".TP", ".PP", ".B ", ".I ", ".br"]))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/groff"), "needs groff"))
    func theManualIsSoundForItsFormatter() throws {
      try sandbox.write(try sandbox.run("manual").output, to: "heatsweep.1")
      #expect(try bash("groff -man -Tutf8 -ww -z heatsweep.1 2>&1") == "")
    }

    @Test func bashCompletesCommandsOptionsAndStudyFiles() throws {
      try sandbox.write(try sandbox.run("--generate-completion-script", "bash").output, to: "completion.bash")
      func completions(_ words: String) throws -> Set<String> {
        let script = """
          source completion.bash
          COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
          COMP_TYPE=9
          function=$(complete -p heatsweep | sed -E 's/.*-F ([^ ]+).*/\\1/')
          set +eu
          "$function" heatsweep "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
          printf '%s\\n' "${COMPREPLY[@]}"
          """
        return Set(try bash(script).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
      }
      #expect(try completions("heatsweep re") == ["resume", "report"])
      #expect(try completions("heatsweep run --work").contains("--workers"))
      #expect(try completions("heatsweep run ti").contains("tiny.yaml"))
    }

    @Test(arguments: ["zsh", "fish"]) func otherShellsGetTheirScripts(shell: String) throws {
      let script = try sandbox.run("--generate-completion-script", shell).output
      for command in try commands() { #expect(script.contains(command), "\(command)") }
    }
  }
}
