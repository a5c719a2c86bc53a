import Foundation
import Kernels
import Studies
import Testing

/// Files that are no YAML, no text or no file.
@Suite struct StudyFileSyntaxTests {
  @Test(arguments: ["", "\n\n", "# nothing\n", "---\n", "   "])
  func emptyFiles(text: String) {
    #expect(StudySamples.failure(text) == "study.yaml: expected a study, found an empty file")
  }

  @Test(arguments: [
    ("name: [a", "1"), ("name: a\nseed: {", "2"), ("name: \"a\nseed: 1\n", "3"), ("name: a\n\tseed: 1\n", "2"),
    ("name: a: b\n", "1"), ("- a\nb: c\n", "2"), ("name: %\n", "1"), ("name: a\n@\n", "2"), ("a: *b\n", "1"),
    ("a: 1\n---\nb: 2\n", "2"),
    ("a: !!\n", "1"), ("a: \"\\ud800\"\n", "1"), ("name: a\nseed: \u{0}\n", "2"),
  ])
  func brokenSyntaxIsOneLineWithItsNumber(text: String, line: String) throws {
    let failure = try #require(StudySamples.failure(text))
    #expect(failure.hasPrefix("study.yaml:\(line): expected "), "\(failure)")
    #expect(!failure.contains("\n"))
    #expect(failure.utf8.count < 200)
  }

  @Test func aFieldThatIsGivenTwiceIsNamed() {
    let text = StudySamples.valid(replacing: "epochs: 2", by: "epochs: 2\nepochs: 3")
    #expect(
      StudySamples.failure(text)
        == "study.yaml:4: expected every field once, found `epochs` here and again further down")
  }

  @Test(arguments: ["a", "1", "[]", "[a, b]", "{}", "null"])
  func otherYAML(text: String) throws {
    let failure = try #require(StudySamples.failure(text))
    #expect(failure.hasPrefix("study.yaml:1: expected the field"), "\(failure)")
  }

  @Test(arguments: [30, 900, 30_000])
  func deepNestingEndsInALine(levels: Int) throws {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
      let text = String(repeating: open, count: levels) + "x" + String(repeating: close, count: levels)
      let failure = try #require(StudySamples.failure(text))
      #expect(!failure.contains("\n"))
      #expect(failure.hasPrefix("study.yaml"))
    }
  }

  @Test func aliasesOfAliasesEndInALine() throws {
    for key in ["arms: *a", "? *a\n: 1", "name: *a"] {
      let lists = "bcdefghijklmnopqrstuvwxyz".map { name in "\(name): &\(name) [\(String(repeating: "*x,", count: 9))]"
      }
      let bomb = "a: &x [1]\n" + lists.joined(separator: "\n") + "\n" + key
      #expect(StudySamples.failure(bomb) == "study.yaml: expected at most 20 aliases (`*`), found more")
    }
    let small =
      "a: &a [1, 1]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\ne: &e [*d, *d, *d]\n? *e\n: 1"
    let failure = try #require(StudySamples.failure(small))
    #expect(failure.hasPrefix("study.yaml:1: "), "\(failure)")
  }

  @Test func everyBeginningOfAStudyIsAStudyOrALine() {
    let bytes = Array(StudySamples.valid.utf8)
    for length in bytes.indices {
      let failure = StudySamples.failure(String(decoding: bytes[..<length], as: UTF8.self))
      #expect(failure?.contains("\n") != true)
      #expect(failure?.hasPrefix("study.yaml") != false)
    }
  }

  @Test func everyDamagedStudyIsAStudyOrALine() {
    var generator = RandomGenerator(seed: 3)
    let replacements = Array("{}[]:,-&*!|>'\"%@`#?~ \n\t0a\u{0}\u{85}\u{2028}\u{1F9E0}")
    for _ in 0..<2000 {
      var characters = Array(StudySamples.valid)
      for _ in 0..<3 {
        characters[generator.uniform(below: characters.count)] =
          replacements[generator.uniform(below: replacements.count)]
      }
      let failure = StudySamples.failure(String(characters))
      #expect(failure?.contains("\n") != true)
      #expect(failure?.hasPrefix("study.yaml") != false)
    }
  }

  @Test func filesAreReadAndTheirTextReturned() throws {
    try withFile(Data(StudySamples.valid.utf8)) { path in
      let (study, text) = try StudyFile.load(path: path)
      #expect(study == (try StudyFile.parse(text: StudySamples.valid, name: "")))
      #expect(text == StudySamples.valid)
    }
  }

  @Test(arguments: [
    ([UInt8]("name: a\nseed: ".utf8) + [0xC3, 0x28], ":2: expected text in UTF-8, found bytes that are not"),
    ([0xFF, 0xFE, 0x61, 0x00], ":1: expected text in UTF-8, found bytes that are not"),
    ([UInt8](repeating: 0x20, count: 65_537), ": expected at most 65536 bytes, found a larger file"),
    ([], ": expected a study, found an empty file"),
  ])
  func unreadableContent(bytes: [UInt8], problem: String) throws {
    try withFile(Data(bytes)) { path in
      #expect(failure(path) == path + problem)
    }
  }

  @Test func whatIsNoFile() {
    let directory = FileManager.default.temporaryDirectory.path
    #expect(failure(directory) == directory + ": expected a study file, found a directory")
    let missing = directory + "/no-such-study-\(UUID().uuidString).yaml"
    #expect(failure(missing) == missing + ": expected a study file, found no file of that name")
    #expect(
      failure("/dev/zero") == "/dev/zero: expected a study file, found something that is not a regular file")
  }

  private func failure(_ path: String) -> String? {
    do {
      _ = try StudyFile.load(path: path)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func withFile(_ data: Data, _ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString).yaml")
    try data.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    try body(url.path)
  }
}
