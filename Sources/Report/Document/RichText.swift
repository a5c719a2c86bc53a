/// Running text whose parts may stand out, the same for a page and for Markdown.
package struct RichText: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// A piece of text in one style.
  package enum Part: Sendable, Equatable {
    case plain(String)
    case strong(String)
    case code(String)
    /// Less important than its surroundings, and smaller.
    case soft(String)
    /// Differs from what it is held against.
    case marked(String)
    /// The name of an arm beside its mark.
    case arm(String, ArmStyle)
  }

  package var parts: [Part]

  package init(parts: [Part]) { self.parts = parts }
  package init(stringLiteral text: String) { parts = [.plain(text)] }
  package init(_ text: String) { parts = [.plain(text)] }

  static func strong(_ text: String) -> RichText { RichText(parts: [.strong(text)]) }
  static func code(_ text: String) -> RichText { RichText(parts: [.code(text)]) }
  static func soft(_ text: String) -> RichText { RichText(parts: [.soft(text)]) }
  static func marked(_ text: String) -> RichText { RichText(parts: [.marked(text)]) }
  static func arm(_ arm: ArmAnalysis) -> RichText { RichText(parts: [.arm(arm.name, arm.style)]) }

  static func + (first: RichText, second: RichText) -> RichText { RichText(parts: first.parts + second.parts) }

  /// The text alone.
  package var plain: String {
    parts.map { part in
      switch part {
      case .plain(let text), .strong(let text), .code(let text), .soft(let text), .marked(let text): text
      case .arm(let name, _): name
      }
    }.joined()
  }
}
