import Report
import Testing

@Suite struct MarkupTests {
  @Test func `text and attributes are escaped`() {
    let markup = element("p", ["title": "a \"b\" <c> & 'd'"]) { "<script>alert('x') && y</script>" }
    #expect(
      markup.source
        == "<p title=\"a &quot;b&quot; &lt;c&gt; &amp; &#39;d&#39;\">"
        + "&lt;script&gt;alert(&#39;x&#39;) &amp;&amp; y&lt;/script&gt;</p>")
  }

  @Test func `characters that XML forbids are replaced`() {
    #expect(Markup.escape("a\u{0}b\u{1B}c\u{FFFF}\n\td\r") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\n\td\u{FFFD}")
    // A line break of Windows is one character to Swift, and two to XML.
    #expect(Markup.escape("a\r\nb") == "a\u{FFFD}\nb")
  }

  @Test func `void elements end themselves, empty containers do not`() {
    #expect(element("br").source == "<br/>")
    #expect(element("td").source == "<td></td>")
  }

  @Test func `loops, conditions and lists follow each other`() {
    let isShown = false
    let markup = group {
      "a"
      for number in 1...2 { element("b") { "\(number)" } }
      if isShown { "c" } else { "d" }
      [Markup.text("e"), Markup.text("<")]
    }
    #expect(markup.source == "a<b>1</b><b>2</b>de&lt;")
  }
}
