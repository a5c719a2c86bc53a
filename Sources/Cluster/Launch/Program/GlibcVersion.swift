import Foundation

/// A version of the GNU C library: programs run with the one that they were built with, and newer ones.
public struct GlibcVersion: Sendable, Comparable, CustomStringConvertible {
  public var major: Int
  public var minor: Int

  public init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `glibc 2.36`, what `getconf GNU_LIBC_VERSION` prints; nil for anything else.
  package init?(_ text: some StringProtocol) {
    guard text.hasPrefix("glibc ") else { return nil }
    let numbers = text.dropFirst(6).split(separator: ".").map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    self.init(major: major, minor: minor)
  }

  public static func < (a: GlibcVersion, b: GlibcVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }

  public var description: String { "\(major).\(minor)" }

  /// The newest version 2 that a program or library names. What it needs of glibc stands in it as text, `GLIBC_2.36`.
  package static func newest(namedIn bytes: Data) -> GlibcVersion {
    let mark = Data("GLIBC_2.".utf8)
    var newest = GlibcVersion(major: 2, minor: 0)
    var start = bytes.startIndex
    while let range = bytes.range(of: mark, in: start..<bytes.endIndex) {
      let digits = bytes[range.upperBound...].prefix(3).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      if let minor = Int(String(decoding: digits, as: UTF8.self)) { newest.minor = max(newest.minor, minor) }
      start = range.upperBound
    }
    return newest
  }
}
