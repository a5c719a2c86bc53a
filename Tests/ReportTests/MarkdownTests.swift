import Foundation
import Report
import Testing

@Suite struct MarkdownTests {
  @Test func `it has every section, table and figure of the page`() throws {
    let report = SyntheticStudy.evidence(trials: 6).report()
    let (markdown, html) = (try report.markdown(), try report.html())
    func count(_ text: String, _ part: String) -> Int { text.components(separatedBy: part).count - 1 }
    #expect(count(markdown, "\n## ") == count(html, "<h2>"))
    #expect(count(markdown, "\n### ") == count(html, "<h3>"))
    #expect(count(markdown, "\n**Table ") == count(html, "<caption>"))
    #expect(count(markdown, "\n**Figure ") == count(html, "<figcaption>"))
    #expect(count(markdown, "](figures/") == 2 * count(html, "<figcaption>"))
  }

  @Test func `the lines of a table have as many cells`() throws {
    let markdown = try SyntheticStudy.evidence(trials: 6).report().markdown()
    var widths: [Int] = []
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        #expect(Set(widths).count <= 1)
        widths = []
        continue
      }
      widths.append(line.replacingOccurrences(of: "\\|", with: "").count { $0 == "|" })
    }
  }

  @Test func `names from the user's file stay text`() throws {
    let hostile = "a|b *c* <script>alert(1)</script>\n# d `e`"
    var study = SyntheticStudy(trials: [4, 4], armNames: [hostile, "```"])
    study.study.name = hostile
    let markdown = try study.report(text: "```\n# not a heading\n```\n").markdown()
    #expect(!markdown.contains("<script"))
    #expect(markdown.hasPrefix("# a\\|b \\*c\\* &lt;script\\>"))
    #expect(!markdown.contains("\n# d"))
    // The study file is fenced by more backticks than it has.
    #expect(markdown.contains("````\n```\n# not a heading\n```\n````"))
  }
}
