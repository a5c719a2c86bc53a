import Foundation
import Statistics
import Testing
import heatsweep

/// The program itself, as users and scripts call it.
@Suite struct CompareCommandTests {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs `heatsweep compare` on a table of this text.
  func run(_ text: String, _ arguments: [String]) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appendingPathComponent("t.csv"))
    let process = Process()
    // The build puts the program beside the tests.
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("heatsweep")
    process.arguments = ["compare", "t.csv"] + arguments
    process.currentDirectoryURL = folder
    let (output, errors) = (folder.appendingPathComponent("output"), folder.appendingPathComponent("errors"))
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  func compare(_ text: String, _ arguments: String...) throws -> Outcome {
    try run(text, arguments)
  }

  static let twoArms =
    "arm,share,kept\ncce,0.2,true\nheatmap,0.8,true\ncce,0.3,true\nheatmap,,true\nheatmap,0.9,true\ncce,9,false\n"

  @Test func printsOneComparisonAsAnObject() throws {
    let outcome = try compare(Self.twoArms, "--value", "share", "--group", "arm", "--where", "kept=true", "--json")
    #expect(outcome.status == 0)
    let comparison = try JSONDecoder().decode(Comparison.self, from: Data(outcome.output.utf8))
    let statistics = try compareGroups([0.2, 0.3], [0.8, 0.9])
    #expect(
      comparison == Comparison(experiment: nil, measure: "share", a: "cce", b: "heatmap", statistics: statistics))
    #expect(outcome.errors == "t.csv: 6 rows, 5 with kept=true, 1 skipped for an empty cell\n")
  }

  @Test func printsAnAlignedTable() throws {
    let outcome = try compare(Self.twoArms, "--value", "share", "--group", "arm", "--where", "kept=true")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output == """
        share by arm
        t.csv: 6 rows, 5 with kept=true, 1 skipped for an empty cell

                                           cce    heatmap
        n                                    2          2
        median                            0.25       0.85
        lower quartile                   0.225      0.825
        upper quartile                   0.275      0.875
        mean                              0.25       0.85
        Shapiro-Wilk W               undefined  undefined
        Shapiro-Wilk p               undefined  undefined

        Mann-Whitney U                       0
        p (two-sided)                   0.3333
        rank-biserial correlation           -1
        common-language effect size          0
        Cohen's d                       -8.485

        """)
  }

  @Test func comparesEveryPairOfMoreGroupsAndPicksOne() throws {
    let text = "g,x\nb,1\na,2\nc,3\n"
    let all = try compare(text, "--value", "x", "--group", "g", "--json")
    let comparisons = try JSONDecoder().decode([Comparison].self, from: Data(all.output.utf8))
    #expect(comparisons.map { $0.a + $0.b } == ["ba", "bc", "ac"])
    let one = try compare(text, "--value", "x", "--group", "g", "--json", "--a", "c", "--b", "b")
    let comparison = try JSONDecoder().decode(Comparison.self, from: Data(one.output.utf8))
    #expect(comparison.a == "c" && comparison.b == "b" && comparison.statistics.u == 1)
  }

  @Test func errorsAreOneLineAndFail() throws {
    let cases: [(String, [String], String)] = [
      ("g,x\na,1\nb,abc\n", [], "t.csv line 3: column \"x\": expected a number, found \"abc\""),
      ("g,x\na,1\na,2\n", [], "t.csv: column \"g\": expected at least two groups, found only \"a\""),
      ("g,x\na,1\nb,\n", [], "t.csv: column \"x\": expected a number in group \"b\", found only empty cells"),
      ("g,y\na,1\nb,2\n", [], "t.csv: expected a column named \"x\", found \"g\", \"y\""),
      (
        "g,x\na,1\nb,2\n", ["--a", "a", "--b", "q"],
        "t.csv: column \"g\": expected a group named \"q\", found \"a\", \"b\""
      ),
    ]
    for (text, arguments, message) in cases {
      let outcome = try run(text, ["--value", "x", "--group", "g"] + arguments)
      #expect(outcome.status != 0)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors == "Error: \(message)\n")
    }
    let half = try compare("g,x\na,1\nb,2\n", "--value", "x", "--group", "g", "--a", "a")
    #expect(half.status != 0 && half.errors.hasPrefix("Error: Expected both --a and --b, or neither."))
  }
}
