import Foundation
import Report
import Testing

/// The report as readers see it: in a browser, at the width of a phone, of a laptop (light and dark) and of paper.
@Suite(.enabled(if: Browser.path != nil, "no Chromium (Debian: chromium) is installed"), .serialized)
struct BrowserTests {
  private static let page = Result { try SyntheticStudy.evidence().report().html() }

  @Test(arguments: Browser.Medium.allCases)
  func `every figure is drawn, no text is cut, nothing goes wrong`(medium: Browser.Medium) throws {
    let page = try Self.page.get()
    let findings = try Browser.inspect(page, as: medium)
    #expect(findings.viewport == Double(medium.width))
    #expect(findings.width <= findings.viewport, "the page is too wide for the \(medium)")
    #expect(findings.figures == page.components(separatedBy: "<figure").count - 1)
    #expect(findings.drawings > findings.figures)
    #expect(findings.empty == [])
    #expect(findings.cut == [])
    #expect(findings.overlapping == [])
    #expect(findings.faint == [])
    #expect(findings.errors == [])
  }

  @Test func `an inspection finds what is wrong`() throws {
    let page = """
      <!DOCTYPE html><html><body style="margin:0"><div style="width:2000px;color:#aaa">wide</div><figure id="bad">
      <svg class="plot" width="100" height="100" viewBox="0 0 100 100"><text x="90" y="50">sticks out</text>
      <text x="92" y="52">and runs into it</text></svg><svg class="plot" width="0" height="0"/></figure>
      <script>throw new Error("broken")</script></body></html>
      """
    let findings = try Browser.inspect(page, as: .phone)
    #expect(findings.width >= 2000)
    #expect(findings.empty.count == 1 && findings.cut.count == 2 && findings.overlapping.count == 1)
    #expect(findings.faint == ["?: wide"])
    #expect(findings.errors.contains { $0.contains("broken") })
  }

  @Test func `it can be printed`() throws {
    let paper = try Browser.printed(SyntheticStudy(trials: [4, 4]).report().html())
    #expect(paper.starts(with: Data("%PDF-".utf8)))
    #expect(paper.count > 50_000)
  }
}
