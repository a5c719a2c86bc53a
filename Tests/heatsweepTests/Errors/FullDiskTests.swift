import Foundation
import TestKit
import Testing

extension EndToEndTests {
  /// A full disk stops the study with one line; with more room the same command ends it.
  @Suite(.enabled(if: SmallDisk.isPossible, "mounting a small disk needs the rights of root")) struct FullDiskTests {
    @Test func nothingComputedIsLost() throws {
      let sandbox = try StudySandbox()
      try FileManager.default.createDirectory(at: sandbox.output, withIntermediateDirectories: false)
      let disk = try SmallDisk(at: sandbox.output, kilobytes: 200 << 10)
      defer { withExtendedLifetime(sandbox) { disk.unmount() } }
      let first = try sandbox.startStudy()
      try eventually("a trial is done; the program wrote: \(first.errors)") {
        try sandbox.run("status", "output", "--json").output.contains(/"done" : [1-7],/)
      }
      // Trials that end make room again.
      while first.isRunning {
        disk.fill()
        usleep(5_000)
      }
      #expect(try first.end() == 1)
      let lines = first.errorLines.filter { $0.hasPrefix("Error: ") }
      #expect(lines.count == 1, "\(first.errors)")
      #expect(lines.first?.lowercased().contains("no space left on") == true, "\(first.errors)")
      #expect(lines.first?.contains(sandbox.output.path) == true, "\(first.errors)")
      #expect(!first.errors.contains("Fatal error"))

      let done = try sandbox.run("status", "output", "--json")
      #expect(done.output.contains(/"done" : [1-7],/), "\(done.output)")
      disk.free()
      let second = try sandbox.startStudy()
      #expect(try second.end() == 0, "\(second.errors)")
      #expect(second.errorLines.first?.contains("of them finished before") == true)
      try sandbox.expectEqualsUndisturbed()
    }
  }
}
