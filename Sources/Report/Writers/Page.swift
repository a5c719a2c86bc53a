/// The report as `report.html`: one file without scripts and without any reference to another.
struct Page {
  let document: Document

  func html() -> String {
    var writer = HTMLWriter()
    let sections = document.sections.map { writer.write($0) }
    let body = element("body") {
      element("a", ["class": "skip", "href": "#content"]) { "Skip to the content" }
      element("header") {
        element("p", ["class": "kicker"]) { "heatsweep report" }
        element("h1") { document.title }
        element("p", ["class": "subtitle"]) { document.subtitle }
        element("nav", ["aria-label": "Contents"]) {
          element("ul") {
            document.sections.map { section in
              element("li") { element("a", ["href": "#\(section.id)"]) { section.title } }
            }
          }
        }
      }
      element("main", ["id": "content"]) { sections }
    }
    let page = element("html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"]) {
      element("head") {
        element("meta", ["charset": "utf-8"])
        element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        element("title") { "\(document.title) – heatsweep report" }
        // The program's own text, free of markup characters; escaped it would no longer be CSS.
        element("style") { Markup(source: StyleSheet.page) }
      }
      body
    }
    return "<!DOCTYPE html>\n" + page.source + "\n"
  }
}
