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
      "Question", "Answer", "Design", "Comparisons", "Experiment size", "Experiment marker",
      "Where the models look", "Exclusions", "Methods text", "Reproduction", "Study file", "All trials",
    ] {
      #expect(page.text.contains(heading), "\(heading)")
    }
    // 2 experiments: effects, samples, maps, gallery, overlaps, pairs, cross-attribution, Pareto front, training, learning rates,
    // gradient norms; and the causal check of the second.
    #expect(page.elements.count { $0 == "figure" } == 23)
    #expect(page.elements.count { $0 == "figcaption" } == 23)
    #expect(page.text.contains("10.0\u{A0}% warm-up, cosine decay"))
    #expect(page.text.contains("worker exited with signal 9"))
    #expect(page.text.contains("the loss is not finite in epoch 2, step 31"))
    #expect(page.text.contains("HiResCAM inside the mask was higher with heatmap than with cce"))
  }

  @Test func `the page needs no other file and no script`() throws {
    let html = try SyntheticStudy(trials: [4, 4]).report().html()
    let page = try #require(Reader.read(html))
    #expect(!page.elements.contains("script"))
    #expect(!page.elements.contains("link"))
    for (name, value) in page.attributes where ["src", "href", "xlink:href", "srcset", "data"].contains(name) {
      let isOwn = ["data:image/png;base64,", "data:text/csv;", "#"].contains { value.hasPrefix($0) }
      #expect(isOwn, "\(name)=\(value.prefix(60))")
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
      let inside = drawing.dropFirst(tag.count + 1)
      #expect(
        tag.contains("aria-hidden=\"true\"")
          || (tag.contains("role=\"img\"") && inside.hasPrefix("<title>") && !inside.hasPrefix("<title></title>")
            && inside.contains("<desc>"))
      )
    }
  }

  @Test func `headings are in order, and tables have headings`() throws {
    let html = try SyntheticStudy.evidence(trials: 4).report().html()
    let page = try #require(Reader.read(html))
    let levels = page.elements.compactMap { name in name.count == 2 && name.hasPrefix("h") ? Int(name.suffix(1)) : nil }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    for table in html.components(separatedBy: "<table>").dropFirst() {
      let own = table.components(separatedBy: "</table>")[0]
      #expect(own.contains("<caption>") && own.contains("<th scope=\"col\""))
      #expect(own.components(separatedBy: "<tr>").dropFirst(2).allSatisfy { $0.hasPrefix("<th scope=\"row\"") })
    }
    let links = page.attributes.filter { $0.name == "href" && $0.value.hasPrefix("#") }.map { $0.value.dropFirst() }
    let identifiers = page.attributes.filter { $0.name == "id" }.map(\.value)
    #expect(Set(identifiers).count == identifiers.count)
    #expect(links.allSatisfy { identifiers.contains(String($0)) })
  }

  @Test func `a page stays below its limit by leaving pictures out, and says so`() throws {
    var study = SyntheticStudy(trials: [3])
    #expect(try study.report().html().utf8.count < StudyReport.largestPage)
    // Noise does not compress: 400 pictures of 57 kB each.
    let noisy = try #require(study.examples.last { $0.rank != nil })
    study.examples += (0..<400).map { index in
      var random = SyntheticStudy.Noise(state: UInt64(index))
      var example = noisy
      example.pixels = example.pixels.map { _ in UInt8(random.uniform() * 255) }
      example.map = example.map.map { _ in Float(random.uniform()) }
      return example
    }
    let html = try study.report().html()
    #expect(html.utf8.count < StudyReport.largestPage)
    #expect(html.contains("The gallery of best, median and worst maps is left out"))
    #expect(html.contains("id=\"size-maps\"") && !html.contains("id=\"size-gallery\""))
    for index in study.examples.indices { study.examples[index].rank = nil }
    let bare = try study.report().html()
    #expect(bare.utf8.count < StudyReport.largestPage)
    #expect(bare.contains("All pictures of images and maps are left out") && !bare.contains("id=\"size-maps\""))
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
    #expect(try first.markdown() == shuffled.report().markdown())
  }
}
