import Foundation
import Statistics

/// How the report writes numbers: the same on every machine, whatever its language settings, and never broken between lines.
package enum NumberText {
  /// A coordinate: at most two decimals, none where they are zero.
  package static func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = (value * 100).rounded()
    guard abs(hundredths) < 1e15 else { return "0" }
    let text = fixed(hundredths / 100, 2)
    guard text.contains(".") else { return text }
    let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    let result = String(trimmed.reversed())
    return result == "-0" ? "0" : result
  }

  /// A fixed number of decimals, with a true minus sign.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return infinite(value) }
    return String(format: "%.\(decimals)f", value)
  }

  /// A share between 0 and 1: three decimals, or a power of ten where three decimals would show nothing.
  package static func share(_ value: Double?) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return infinite(value) }
    return value != 0 && abs(value) < 0.0005 ? scientific(value) : fixed(value, 3)
  }

  /// A share as a percentage, for sentences.
  package static func percent(_ value: Double?) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return infinite(value) }
    let percent = value * 100
    if percent != 0 && abs(percent) < 0.05 { return scientific(percent) + "\u{A0}%" }
    // No rounding up to a perfect score.
    if percent < 100 && percent >= 99.95 { return "99.9\u{A0}%" }
    return percent == 100 || percent == 0 ? fixed(percent, 0) + "\u{A0}%" : fixed(percent, 1) + "\u{A0}%"
  }

  /// A probability of a test: two significant digits.
  package static func probability(_ value: Double) -> String {
    guard value.isFinite else { return infinite(value) }
    if value <= 0 { return "<\u{A0}10⁻³⁰⁰" }
    if value < 0.001 { return scientific(value) }
    if value >= 0.995 { return "1.00" }
    return value < 0.01 ? fixed(value, 4) : value < 0.1 ? fixed(value, 3) : fixed(value, 2)
  }

  /// "p = 0.03", "p < 10⁻³⁰⁰".
  static func pEquals(_ value: Double) -> String {
    let text = probability(value)
    return text.hasPrefix("<") ? "p\u{A0}\(text)" : "p\u{A0}=\u{A0}\(text)"
  }

  /// With a sign, for effects that have a direction.
  package static func signed(_ value: Double?, _ decimals: Int = 2) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return infinite(value) }
    let text = fixed(abs(value), decimals)
    if text.allSatisfy({ $0 == "0" || $0 == "." }) { return text }
    return (value < 0 ? "−" : "+") + text
  }

  /// Two significant digits, for numbers of any size.
  static func significant(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : infinite(value) }
    let exponent = Int(log10(abs(value)).rounded(.down))
    guard (-3...4).contains(exponent) else { return scientific(value) }
    let text = fixed(value, max(0, 1 - exponent))
    return text.contains(".") ? String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()) : text
  }

  /// " [0.300, 0.412]"; nothing where there is no interval.
  static func bracketed(_ interval: ConfidenceInterval?) -> String {
    interval.map { " [\(share($0.lower)), \(share($0.upper))]" } ?? ""
  }

  /// A difference of shares: three decimals with a sign, or a power of ten where it and its interval would show nothing in three.
  static func difference(_ value: Double?, _ interval: ConfidenceInterval? = nil) -> String {
    guard let value, value.isFinite, value != 0 else { return signed(value, 3) }
    let reach = max(abs(value), abs(interval?.lower ?? 0), abs(interval?.upper ?? 0))
    return reach < 0.0005 ? (value < 0 ? "" : "+") + scientific(value) : signed(value, 3)
  }

  /// "+0.300 to +0.412".
  static func range(_ interval: ConfidenceInterval) -> String {
    "\(difference(interval.lower, interval)) to \(difference(interval.upper, interval))"
  }

  /// "+0.350 (+0.300 to +0.412)".
  static func difference(_ shift: HodgesLehmann?) -> String {
    difference(shift?.shift, shift?.interval) + (shift?.interval.map { " (\(range($0)))" } ?? "")
  }

  /// 1.2 × 10⁻⁵.
  static func scientific(_ value: Double) -> String {
    guard value.isFinite else { return infinite(value) }
    guard value != 0 else { return "0" }
    let parts = String(format: "%.1e", value).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(value)" }
    return "\(parts[0].replacingOccurrences(of: "-", with: "−"))\u{A0}×\u{A0}\(powerOfTen(exponent))"
  }

  /// 10⁻⁵.
  static func powerOfTen(_ exponent: Int) -> String {
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(abs(exponent)).compactMap(\.wholeNumberValue).map { superscripts[$0] }
    return "10" + (exponent < 0 ? "⁻" : "") + String(digits)
  }

  /// Seconds as people say them.
  package static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "–" }
    let whole = Int(seconds.rounded())
    if seconds < 10 { return fixed(seconds, 1) + " s" }
    if whole < 120 { return "\(whole) s" }
    if whole < 7200 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// "1 model", "3 models".
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private static func infinite(_ value: Double) -> String {
    value.isNaN ? "undefined" : value < 0 ? "−∞" : "∞"
  }
}
