import Cluster
import Foundation
import Testing

/// What a host says of itself, and what it lacks.
@Suite struct HostCheckTests {
  private static let good = """
    welcome to this machine
    heatsweep-host system Linux
    heatsweep-host architecture ARCHITECTURE
    heatsweep-host glibc glibc 2.36
    heatsweep-host cores 8
    heatsweep-host instructions  fpu sse2 avx2 fma
    heatsweep-host connection 10.1.2.3 50000 10.1.2.4 22
    heatsweep-host tar yes
    heatsweep-host writable yes
    heatsweep-host executable yes
    heatsweep-host free /dev/some disk 1000000 1000 900000 1% /home
    heatsweep-host end yes
    """

  private let bundle: ProgramBundle
  private let file: URL

  init() throws {
    file = FileManager.default.temporaryDirectory.appending(path: "bundle-test-\(UUID().uuidString)")
    try Data("program GLIBC_2.2.5 GLIBC_2.34 GLIBC_2.17".utf8).write(to: file)
    bundle = try ProgramBundle(files: ["heatsweep": file])
    try FileManager.default.removeItem(at: file)
  }

  private func facts(_ old: String = "", _ new: String = "") throws -> HostFacts {
    var text = Self.good
    if !old.isEmpty {
      try #require(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    return try #require(HostFacts(text.replacingOccurrences(of: "ARCHITECTURE", with: bundle.architecture)))
  }

  @Test func aGoodHostHasNoProblems() throws {
    let facts = try facts()
    #expect(facts.problems(for: bundle, directory: "d") == nil)
    #expect(facts.cores == 8)
    #expect(facts.clientAddress == "10.1.2.3")
    #expect(!facts.hasProgram)
    #expect(try self.facts("tar yes", "program yes").hasProgram)
  }

  @Test(arguments: [
    ("system Linux", "system Darwin", "it runs Darwin, and not Linux"),
    ("architecture ARCHITECTURE", "architecture riscv", "its processor is riscv, and the program is for "),
    ("glibc 2.36", "glibc 2.31", "it has glibc 2.31, and the program needs 2.34 or newer"),
    ("glibc glibc 2.36", "glibc", "it has no glibc, which the program needs in version 2.34 or newer"),
    ("writable yes", "writable no", "d cannot be written there; the host file's `directory` names another"),
    ("executable yes", "executable no", "programs cannot be run from d there"),
    ("900000 1%", "1000 99%", "d has 1 MB free, and 200 MB are needed"),
    ("tar yes", "tar no", "tar or gzip is missing there"),
  ])
  func whatIsMissingIsSaid(old: String, new: String, problem: String) throws {
    let found = try facts(old, new).problems(for: bundle, directory: "d")
    #expect(found?.contains(problem) == true, "\(found ?? "nothing")")
  }

  @Test func aProcessorWithoutTheInstructionsIsNamed() throws {
    let found = try facts(" avx2 fma", " avx").problems(for: bundle, directory: "d")
    #expect(found == (bundle.architecture == "x86_64" ? "its processor lacks AVX2 and FMA" : nil))
  }

  @Test func severalProblemsAreOneLine() throws {
    let found = try facts("glibc 2.36", "glibc 2.5\nheatsweep-host tar no").problems(for: bundle, directory: "d")
    #expect(found == "it has glibc 2.5, and the program needs 2.34 or newer")
    let both = try facts("executable yes", "executable no\nheatsweep-host glibc glibc 2.5")
    #expect(both.problems(for: bundle, directory: "d")?.split(separator: "; ").count == 3)
  }

  @Test(arguments: ["", "Permission denied", "heatsweep-host system Linux\nheatsweep-host arch", "end yes\n"])
  func anAnswerThatIsNotWholeIsNone(text: String) { #expect(HostFacts(text) == nil) }

  @Test(arguments: [
    ("::ffff:10.0.0.1 1 2 3", "10.0.0.1"), ("fe80::1%eth0 1 2 3", nil), ("2001:db8::5 1 2 3", "2001:db8::5"),
    ("$(reboot) 1 2 3", nil), ("", nil),
  ])
  func theClientsAddressIsAnAddress(connection: String, address: String?) throws {
    let found = try facts("10.1.2.3 50000 10.1.2.4 22", connection).clientAddress
    // An interface is not part of an address for another machine; letters beyond hexadecimal are refused.
    #expect(found == address)
  }

  @Test func theScriptAnswersAsTheMachineIs() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "check test '\(UUID().uuidString)'")
    defer { try? FileManager.default.removeItem(at: directory) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", RemoteShell.command(RemoteShell.check, [directory.path, bundle.digest])]
    process.environment = ProcessInfo.processInfo.environment.merging(["SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"]) {
      $1
    }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let facts = try #require(HostFacts(text), "\(text)")
    #expect(facts.problems(for: bundle, directory: directory.path) == nil, "\(text)")
    #expect(facts.clientAddress == "10.0.0.1")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["programs"])
  }

  @Test func librariesAreThoseOfLddWithoutTheCLibrary() throws {
    let libraries = try SharedLibraries.parse(
      """
      \tlinux-vdso.so.1 (0x00007ffe)
      \tlibzmq.so.5 => /lib/x/libzmq.so.5 (0x00007f0f19cea000)
      \tlibc.so.6 => /lib/x/libc.so.6 (0x00007f)
      \tlibm.so.6 => /lib/x/libm.so.6 (0x00007f)
      \tlibmd.so.0 => /lib/x/libmd.so.0 (0x00007f)
      \t/lib64/ld-linux-x86-64.so.2 (0x00007f)

      """)
    #expect(libraries.mapValues(\.path) == ["libzmq.so.5": "/lib/x/libzmq.so.5", "libmd.so.0": "/lib/x/libmd.so.0"])
    let error = #expect(throws: ClusterError.self) { try SharedLibraries.parse("\tlibx.so => not found\n") }
    #expect(error?.description == "libx.so: the program needs this library, and it is missing")
  }

  @Test func theDigestFollowsTheContent() throws {
    let others = ["program GLIBC_2.34", "other"].map { text -> String? in
      try? Data(text.utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      return try? ProgramBundle(files: ["heatsweep": file]).digest
    }
    #expect(Set(others + [bundle.digest]).count == 3)
    #expect(bundle.glibc == GlibcVersion(major: 2, minor: 34))
  }
}
