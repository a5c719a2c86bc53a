import Foundation
import Report
import Studies
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ReportTests {
  /// Reads a page with an XML parser and notes its elements, text and attributes.
  final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var attributes: [(name: String, value: String)] = []
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName qName: String?,
      attributes attributeDict: [String: String]
    ) {
      elements.append(elementName)
      attributes += attributeDict.map { ($0.key, $0.value) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      text += string
    }

    /// Nil for a page that is not well-formed.
    static func read(_ html: String) -> Reader? {
      let parser = XMLParser(data: Data(html.utf8))
      let reader = Reader()
      parser.delegate = reader
      return parser.parse() ? reader : nil
    }
  }

  @Test func `the page of a full study is well-formed and shows all sections`() throws {
    let html = try SyntheticStudy().report().html()
    let page = try #require(Reader.read(html))
    for heading in [
      "What was found", "Comparisons", "Arms and trials", "Experiment size", "Experiment marker",
      "Where the models look",
      "Trials that do not count", "How to reproduce this", "Study file", "All trials",
    ] {
      #expect(page.text.contains(heading), "\(heading)")
    }
    // 2 experiments: samples, maps, overlaps, convergence.
    #expect(page.elements.count { $0 == "figure" } == 8)
    #expect(page.elements.count { $0 == "figcaption" } == 8)
    #expect(page.text.contains("10.0\u{A0}% warm-up, cosine decay"))
    #expect(page.text.contains("worker exited with signal 9"))
    #expect(page.text.contains("the loss is not finite in epoch 2, step 31"))
    #expect(page.text.contains("every heatmap model has a larger share than every cce model"))
  }

  @Test func `the page needs no other file and no script`() throws {
    let html = try SyntheticStudy(trials: [4, 4]).report().html()
    let page = try #require(Reader.read(html))
    #expect(!page.elements.contains("script"))
    #expect(!page.elements.contains("link"))
    for (name, value) in page.attributes where ["src", "href", "xlink:href", "srcset", "data"].contains(name) {
      #expect(value.hasPrefix("data:image/png;base64,") || value.hasPrefix("#"), "\(name)=\(value.prefix(60))")
    }
    #expect(!html.contains("url(") && !html.contains("@import"))
  }

  @Test func `every picture says what it shows`() throws {
    let html = try SyntheticStudy(trials: [4, 4]).report().html()
    for image in html.components(separatedBy: "<img ").dropFirst() {
      let tag = image.prefix { $0 != ">" }
      #expect(tag.contains("alt=\"") && !tag.contains("alt=\"\""))
    }
    for drawing in html.components(separatedBy: "<svg ").dropFirst() {
      let tag = drawing.prefix { $0 != ">" }
      #expect(tag.contains("aria-label=\"") || tag.contains("aria-hidden=\"true\""))
    }
  }

  @Test func `names from the user's file stay text`() throws {
    let hostile = "</title><script>alert(\"1\")</script>&amp;'\u{1}"
    var study = SyntheticStudy(trials: [4, 4], armNames: [hostile, "x\" onload=\"y", "]]>-->"])
    study.study.name = hostile
    for index in study.records.indices { study.records[index].failure = hostile }
    let html = try study.report(text: "name: \(hostile)\n").html()
    let page = try #require(Reader.read(html))
    #expect(!page.elements.contains("script"))
    #expect(!html.contains("<script") && !html.contains("\" onload=\""))
    #expect(page.text.contains("</title><script>alert(\"1\")</script>&amp;'\u{FFFD}"))
  }

  @Test func `two reports of the same records are the same bytes`() throws {
    let first = SyntheticStudy(trials: [5, 5]).report()
    var shuffled = SyntheticStudy(trials: [5, 5])
    shuffled.records.reverse()
    #expect(try first.html() == shuffled.report().html())
    #expect(try first.summaryJSON() == shuffled.report().summaryJSON())
  }
}
