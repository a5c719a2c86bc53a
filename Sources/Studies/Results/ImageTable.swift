/// The content of `images.csv`: a row for each test image of each tested trial, with what every method's map shows on it.
public struct ImageTable: Sendable {
  /// The headings, in order.
  public let headings: [String]
  /// One array an image, as long as `headings`; a field that has no value is empty.
  public let rows: [[String]]

  /// Takes the records in any order.
  public init(_ records: some Sequence<TrialRecord>) {
    let sorted = records.sorted { $0.trial.number < $1.trial.number }
    let measured = Set(sorted.compactMap(\.result).flatMap(\.imageMeasures.keys))
    let methods = AttributionMethodKind.allCases.filter(measured.contains)
    headings =
      ["trial", "key", "image", "class", "predicted"]
      + methods.flatMap { method in
        Measure.Quantity.allCases.filter(\.isOfMap).map { "\(method.rawValue)_\($0.rawValue)" }
      }
    rows = sorted.flatMap { record -> [[String]] in
      guard let result = record.result else { return [] }
      let classes = record.trial.experiment.source.format.classes
      func name(_ number: Int) -> String { classes.indices.contains(number) ? classes[number] : "\(number)" }
      return zip(result.classes, result.predictions).enumerated().map { image, answer in
        [
          "\(record.trial.number)", record.trial.key, "\(image)", name(answer.0),
          name(answer.1),
        ]
          + methods.flatMap { method in
            Self.fields(result.imageMeasures[method] ?? ImageMeasures(), image)
          }
      }
    }
  }

  private static func fields(_ measures: ImageMeasures, _ image: Int) -> [String] {
    func text<Value>(_ values: [Value?]) -> String {
      values.indices.contains(image) ? values[image].map { "\($0)" } ?? "" : ""
    }
    // In the order of the quantities.
    return [
      text(measures.inside), text(measures.onFat), text(measures.onMarker), text(measures.outside),
      text(measures.lift),
      text(measures.iou), text(measures.pointing), text(measures.deletion), text(measures.insertion),
    ]
  }

  /// The table as comma-separated values (RFC 4180), each line ended by a line feed.
  public var csv: String {
    ([headings] + rows).map { $0.map(ResultsTable.quoted).joined(separator: ",") + "\n" }.joined()
  }
}
