import Foundation
import Testing

extension EndToEndTests {
  /// A part of a study runs like the whole one, and is never taken for it.
  @Suite struct PartTests {
    @Test func itsTrialsAreThoseOfTheWholeStudy() throws {
      let sandbox = try StudySandbox()
      let run = try sandbox.run("run", "tiny.yaml", "--trials", "1", "--workers", "2", "--output", "output")
      #expect(try run.end() == 0, "\(run.errors)")
      #expect(run.errors.contains("a part of the study: the first trial of each arm; 4 of the study's 8 trials\n"))
      #expect(run.errors.contains(/this part: 4 of the study's 8 trials, .* now; the whole study would take about \d/))
      let keys = TinyStudy.keys.filter { $0.hasSuffix("-00") }
      #expect(Set(try sandbox.results().keys) == Set(keys))
      let whole = try FinishedStudy.undisturbed.get()
      for key in keys {
        let path = "models/\(key)/weights.safetensors"
        #expect(try Data(contentsOf: sandbox.file(path)) == whole.files[path], "\(key)")
      }
      #expect(try summary(sandbox).contains(/"part" : \{\s*"trials" : 1,\s*"whole_trials" : 8\s*\}/))
      let report = try String(contentsOf: sandbox.file("report.html"), encoding: .utf8)
      #expect(report.contains("This is a part of the study"))
    }

    @Test func goesOnOnlyAsItBegan() throws {
      let sandbox = try StudySandbox()
      let arguments = ["run", "tiny.yaml", "--workers", "2", "--output", "output"]
      let part = ["--trials", "1", "--images", "32"]
      #expect(try sandbox.start(arguments + part).end() == 0)
      let table = try Data(contentsOf: sandbox.file("results.csv"))
      for other in [[], ["--trials", "2", "--images", "32"], ["--trials", "1"], ["--images", "64"]] {
        try expectOneLine(
          try sandbox.start(arguments + other),
          [
            "output: holds a part of the study, the first trial of each arm, at most 32 images of each kind, expected ",
            "; choose another directory with --output",
          ])
      }
      // With the same part, and from the directory alone.
      for same in [arguments + part, ["resume", "output", "--workers", "1"]] {
        let run = try sandbox.start(same)
        #expect(try run.end() == 0, "\(run.errors)")
        #expect(run.errors.contains("4 of them finished before"))
        #expect(
          run.errors.contains(/at most 32 images of each kind; 4 of .* trials; the whole study would take about \d/))
      }
      #expect(try sandbox.run("report", "output").end() == 0)
      #expect(try Data(contentsOf: sandbox.file("results.csv")) == table)
      #expect(try summary(sandbox).contains(/"images" : 32/))
      #expect(try sandbox.run("status", "output").output.contains("a part of the study: the first trial of each arm"))
    }

    @Test func aWholeStudysDirectoryIsNotTakenForAPart() throws {
      let sandbox = try FinishedStudy.undisturbed.get().sandbox()
      try expectOneLine(
        try sandbox.start(["run", "tiny.yaml", "--trials", "1", "--output", "output"]),
        ["output: holds the whole study, expected the first trial of each arm; choose another directory"])
      try sandbox.expectEqualsUndisturbed()
    }

    @Test(arguments: [
      (["--images", "8"], "tiny.yaml: expected at least as many --images as the largest batch, 16, found 8")
    ])
    func whatCannotBeAPartIsRefused(options: [String], line: String) throws {
      let sandbox = try StudySandbox()
      try expectOneLine(try sandbox.start(["run", "tiny.yaml", "--output", "output"] + options), [line])
      #expect(!FileManager.default.fileExists(atPath: sandbox.output.path))
    }

    private func summary(_ sandbox: StudySandbox) throws -> String {
      try String(contentsOf: sandbox.file("summary.json"), encoding: .utf8)
    }
  }
}
