/// The content of `results.csv`: a heading, then a row a trial in the order of the trials' numbers.
public struct ResultsTable: Sendable {
  /// The headings, in order.
  public let headings: [String]
  /// One array a trial, as long as `headings`; a field that has no value is empty.
  public let rows: [[String]]

  /// Takes the records in any order.
  public init(_ records: some Sequence<TrialRecord>) {
    let sorted = records.sorted { $0.trial.number < $1.trial.number }
    let methods = Set(sorted.flatMap(\.trial.experiment.measurement.methods))
    let columns = ResultsColumn.all(classes: Self.classes(sorted)).filter { $0.method.map(methods.contains) ?? true }
    headings = columns.map(\.name)
    rows = sorted.map { record in columns.map { $0.text(record) ?? "" } }
  }

  /// The classes of all experiments, each once, in order.
  private static func classes(_ records: [TrialRecord]) -> [String] {
    var seen: Set<String> = []
    return records.flatMap(\.trial.experiment.source.format.classes).filter { seen.insert($0).inserted }
  }

  /// The table as comma-separated values, quoted as RFC 4180 has it, each line ended by a line feed.
  public var csv: String {
    ([headings] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  /// A field with a comma, quote or line break goes between quotes, its own quotes doubled.
  static func quoted(_ field: String) -> String {
    // Scalar by scalar: as a Character, CR LF or a quote with a combining mark would equal none of these.
    let scalars = field.unicodeScalars
    guard scalars.contains(where: { [",", "\"", "\r", "\n"].contains($0) }) else { return field }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in scalars {
      quoted.append(scalar)
      if scalar == "\"" { quoted.append(scalar) }
    }
    quoted.append("\"")
    return String(quoted)
  }
}
