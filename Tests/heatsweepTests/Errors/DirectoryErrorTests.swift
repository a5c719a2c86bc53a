import Foundation
import Testing

extension EndToEndTests {
  /// A directory that cannot be used is named and left as it is.
  @Suite struct DirectoryErrorTests {
    private func expectResultsUntouched(_ sandbox: StudySandbox) throws {
      for (path, bytes) in try FinishedStudy.undisturbed.get().files {
        // The lock names the process that took it last.
        guard !["study.sqlite", "study.lock"].contains(path) else { continue }
        #expect(try Data(contentsOf: sandbox.file(path)) == bytes, "\(path)")
      }
    }

    @Test func anotherStudysDirectory() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      try sandbox.write(TinyStudy.text.replacing("seed: 3", with: "seed: 4"), to: "tiny.yaml")
      try expectOneLine(try sandbox.startStudy(), ["output: holds the results of another study; choose another"])
      try expectResultsUntouched(sandbox)
      #expect(try sandbox.run("report", "output").end() == 0)
      try sandbox.expectEqualsUndisturbed()
    }

    @Test(arguments: [
      ["run", "tiny.yaml", "--output", "output"], ["resume", "output"], ["status", "output"], ["report", "output"],
    ])
    func aDamagedDatabase(arguments: [String]) throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      let file = sandbox.file("study.sqlite")
      let whole = try Data(contentsOf: file)
      var overwritten = whole
      for index in 4096..<overwritten.count { overwritten[index] = UInt8(truncatingIfNeeded: index &* 31) }
      for damaged in [whole.prefix(1000), whole.prefix(whole.count / 2), overwritten, Data("notes".utf8), Data()] {
        try damaged.write(to: file)
        try expectOneLine(try sandbox.start(arguments), ["output/study.sqlite: is damaged or not a heatsweep study"])
        #expect(try Data(contentsOf: file) == damaged)
      }
      try expectResultsUntouched(sandbox)
      // The copy that the message asks for.
      try whole.write(to: file)
      #expect(try sandbox.start(arguments).end() == 0)
      try sandbox.expectEqualsUndisturbed()
    }
  }
}
