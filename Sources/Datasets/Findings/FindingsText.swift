import Foundation

/// Findings as text for the command line: aligned tables, and warnings last.
public struct FindingsText: CustomStringConvertible {
  private let findings: DatasetFindings

  public init(_ findings: DatasetFindings) {
    self.findings = findings
  }

  public var description: String {
    ([images, counts, sizes, shares, duplicates] + [warnings]).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var images: String {
    let colors = findings.channels == 3 ? "in colour" : "gray"
    let total = findings.parts.reduce(0) { $0 + $1.images.reduce(0, +) }
    var lines = [
      "\(total) images of \(findings.rows) x \(findings.columns) pixels, \(colors), \(findings.bits) bits",
      "Intensities in the files: \(number(findings.lowestIntensity)) to \(number(findings.highestIntensity))",
    ]
    if findings.leftOut > 0 { lines.append("Left out, since their class is not listed: \(findings.leftOut)") }
    return lines.joined(separator: "\n")
  }

  /// A row a part, a column a class.
  private var counts: String {
    let columns = ["Images of"] + findings.classes + ["all", "patients", "without mask", "empty mask"]
    let rows = findings.parts.flatMap { part -> [[String]] in
      func row(_ name: String, _ images: [Int], _ rest: [Int]) -> [String] {
        [name] + (images + [images.reduce(0, +)] + rest).map(String.init)
      }
      let rest = [part.patients, part.withoutMask, part.emptyMasks]
      guard part.images != part.imagesBeforeBalance else { return [row(part.part.rawValue, part.images, rest)] }
      return [
        row(part.part.rawValue, part.imagesBeforeBalance, rest),
        row("  balanced", part.images, []) + ["", "", ""],
      ]
    }
    return Self.table([columns] + rows)
  }

  private var sizes: String {
    let most = 8
    let rows = findings.sourceSizes.prefix(most).map { size in
      ["\(size.rows) x \(size.columns)\(size.channels == 3 ? ", colour" : "")", "\(size.images)"]
    }
    let others = findings.sourceSizes.dropFirst(most)
    let last = others.isEmpty ? [] : [["\(others.count) other sizes", "\(others.reduce(0) { $0 + $1.images })"]]
    return Self.table([["Size in the files", "images"]] + rows + last)
  }

  private var shares: String {
    let rows = zip(findings.classes, findings.insideShares).map { name, spread in
      [name] + (spread.map { [$0.minimum, $0.median, $0.maximum].map(percent) } ?? ["-", "-", "-"])
    }
    return Self.table([["Inside, of the area", "least", "median", "most"]] + rows)
  }

  private var duplicates: String {
    guard !findings.duplicates.isEmpty else { return "" }
    let rows = findings.duplicates.map { [$0.second, $0.secondPart.rawValue, $0.first, $0.firstPart.rawValue] }
    let rest = findings.duplicateCount - findings.duplicates.count
    let last = rest > 0 ? ["  and \(rest) more"] : []
    return (["The same pixels in two parts"] + [Self.table(rows, textColumns: 4)] + last).joined(separator: "\n")
  }

  private var warnings: String {
    findings.warnings.map { "Warning: \($0)" }.joined(separator: "\n")
  }

  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

  private func number(_ value: Double) -> String { String(format: "%.6g", value) }

  /// Rows whose columns are aligned: text to the left, numbers to the right.
  private static func table(_ rows: [[String]], textColumns: Int = 1) -> String {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column < textColumns ? cell + padding : padding + cell
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
