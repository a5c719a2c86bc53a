/// HTML or SVG source in which everything that came as text is already escaped: a name from a user's file cannot become markup.
///
/// The output is well-formed XML too, so that any XML parser can check it.
package struct Markup: Sendable, Equatable {
  package let source: String

  static let empty = Markup(source: "")

  /// Text, escaped.
  package static func text(_ text: String) -> Markup {
    Markup(source: escape(text))
  }

  /// Replaces the five characters that mean something in markup, and characters that XML does not allow at all.
  package static func escape(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\n", "\t": escaped.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// Attributes in the order they are written; values are escaped.
package typealias Attributes = KeyValuePairs<String, String>

/// An element with what it contains. Names are the program's own and are not escaped.
package func element(
  _ name: String, _ attributes: Attributes = [:], @MarkupBuilder content: () -> Markup = { .empty }
) -> Markup {
  element(name, attributes: attributes.map { ($0.key, $0.value) }, content: content)
}

/// The same with attributes that are put together from several parts.
func element(
  _ name: String, attributes: [(String, String)], @MarkupBuilder content: () -> Markup = { .empty }
) -> Markup {
  let opening = attributes.reduce("<\(name)") { "\($0) \($1.0)=\"\(Markup.escape($1.1))\"" }
  let inner = content().source
  // HTML ends these two by an end tag only, even where they are empty; SVG and void elements take the short form.
  if inner.isEmpty && !["a", "div", "span", "td", "th", "p", "li", "pre", "style"].contains(name) {
    return Markup(source: "\(opening)/>")
  }
  return Markup(source: "\(opening)>\(inner)</\(name)>")
}

/// Puts strings (as escaped text), markup, conditions and loops one after the other.
@resultBuilder
package enum MarkupBuilder {
  package static func buildExpression(_ text: String) -> [String] { [Markup.escape(text)] }
  package static func buildExpression(_ markup: Markup) -> [String] { [markup.source] }
  package static func buildExpression(_ list: [Markup]) -> [String] { list.map(\.source) }
  package static func buildBlock(_ parts: [String]...) -> [String] { parts.flatMap { $0 } }
  package static func buildOptional(_ part: [String]?) -> [String] { part ?? [] }
  package static func buildEither(first part: [String]) -> [String] { part }
  package static func buildEither(second part: [String]) -> [String] { part }
  package static func buildArray(_ parts: [[String]]) -> [String] { parts.flatMap { $0 } }
  package static func buildFinalResult(_ parts: [String]) -> Markup { Markup(source: parts.joined()) }
}

/// Several pieces of markup as one.
package func group(@MarkupBuilder content: () -> Markup) -> Markup {
  content()
}
