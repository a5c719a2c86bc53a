import ArgumentParser
import Documents
import Foundation
import Statistics

/// `heatsweep compare`: the study's statistics for any table.
package struct CompareCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares a column of numbers between the groups of a CSV file.",
    discussion: """
      Prints medians, quartiles and means, the Shapiro-Wilk test of each group, and between the groups the two-sided \
      Mann-Whitney U test, rank-biserial correlation, common-language effect size and Cohen's d. With more than two \
      groups every pair is compared. Rows with an empty cell are skipped and counted.

      Example: heatsweep compare results.csv --value hirescam_inside --group arm --where experiment=size --where kept=true
      """)

  @Argument(help: ArgumentHelp("The CSV file, with a header row.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The column of numbers.", valueName: "column"))
  var value: String

  @Option(help: ArgumentHelp("The column that names each row's group.", valueName: "column"))
  var group: String

  @Option(help: ArgumentHelp("The first group, where not every pair is wanted.", valueName: "name"))
  var a: String?

  @Option(help: ArgumentHelp("The second group, where not every pair is wanted.", valueName: "name"))
  var b: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("Use only rows with this value in this column; may be repeated.", valueName: "column=value"))
  var conditions: [RowCondition] = []

  @Flag(help: "Print JSON: an object for one pair of groups, an array of objects for several.")
  var json = false

  package init() {}

  package func validate() throws {
    guard (a == nil) == (b == nil) else { throw ValidationError("Expected both --a and --b, or neither.") }
    if let a, a == b {
      throw ValidationError("Expected two different groups for --a and --b, found \(CSVError.quoted(a)) twice.")
    }
  }

  package func run() throws {
    let table = try CSVTable(path: file)
    let column = try GroupedColumn(table: table, value: value, group: group, where: conditions)
    let comparisons = try compare(pairs(of: column))
    if json {
      print(try Self.json(comparisons))
      if column.rowsSkipped > 0 {
        FileHandle.standardError.write(Data("\(counts(of: column, in: table))\n".utf8))
      }
    } else {
      print("\(value) by \(group)\n\(counts(of: column, in: table))")
      for comparison in comparisons { print("\n\(ComparisonTable(comparison: comparison).text)") }
    }
  }

  /// The pairs of groups to compare, in the order of the table or as asked for.
  package func pairs(of column: GroupedColumn) throws -> [(GroupedColumn.Group, GroupedColumn.Group)] {
    let groups = column.groups
    let names = groups.map { CSVError.quoted($0.name) }.joined(separator: ", ")
    if let a, let b {
      let chosen = try [a, b].map { name in
        guard let group = groups.first(where: { $0.name == name }) else {
          throw CSVError(file: file, column: group, expected: "a group named \(CSVError.quoted(name))", found: names)
        }
        return group
      }
      return [(chosen[0], chosen[1])]
    }
    guard groups.count >= 2 else {
      let found = groups.isEmpty ? "none" : "only \(names)"
      throw CSVError(file: file, column: group, expected: "at least two groups", found: found)
    }
    return groups.indices.flatMap { first in groups[(first + 1)...].map { (groups[first], $0) } }
  }

  private func compare(_ pairs: [(GroupedColumn.Group, GroupedColumn.Group)]) throws -> [Comparison] {
    try pairs.map { a, b in
      for group in [a, b] where group.values.isEmpty {
        throw CSVError(
          file: file, column: value, expected: "a number in group \(CSVError.quoted(group.name))",
          found: "only empty cells")
      }
      return Comparison(
        experiment: nil, measure: value, a: a.name, b: b.name, statistics: try compareGroups(a.values, b.values))
    }
  }

  private func counts(of column: GroupedColumn, in table: CSVTable) -> String {
    var parts = ["\(table.rows.count) rows"]
    if !conditions.isEmpty {
      parts.append("\(column.rowsUsed) with " + conditions.map(\.description).joined(separator: " and "))
    }
    parts.append("\(column.rowsSkipped) skipped for an empty cell")
    return "\(file): " + parts.joined(separator: ", ")
  }

  /// One comparison as an object, several as an array.
  package static func json(_ comparisons: [Comparison]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data =
      comparisons.count == 1 ? try encoder.encode(comparisons[0]) : try encoder.encode(comparisons)
    return String(decoding: data, as: UTF8.self)
  }
}
