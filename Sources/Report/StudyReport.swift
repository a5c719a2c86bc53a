import Foundation
import Studies

/// The outcome of a study as files: a table for machines, a summary for scripts, a page for people, and its figures.
///
/// Every number follows from the study and the records alone; only pictures need the models. Any stage of a study can be reported:
/// what is missing is said, not hidden.
public struct StudyReport: Sendable {
  /// What people read.
  public enum Format: String, Sendable, CaseIterable {
    /// `report.html`, one file that needs no other.
    case html
    /// `report.md`, with links to the figures' files.
    case markdown
    /// `summary.json` alone, without figures.
    case json
  }

  /// The largest page: pictures that would make it larger are left out, and the page says so.
  package static let largestPage = 5_000_000

  let study: Study
  let studyText: String
  let analysis: Analysis
  let images: [ExampleImage]
  let examples: [ExampleMap]
  let versions: SoftwareVersions

  /// - Parameters:
  ///   - study: the experiments and arms, in the order in which they are reported.
  ///   - studyText: the study file as it was read, printed in full.
  ///   - records: one a trial, in any order; trials without one count as pending.
  ///   - images: some images of each class of each experiment.
  ///   - examples: images seen by a model of each arm.
  ///   - resamples: of every bootstrap interval.
  public init(
    study: Study, studyText: String, records: [TrialRecord], images: [ExampleImage], examples: [ExampleMap],
    versions: SoftwareVersions, resamples: Int = 10_000
  ) {
    self.study = study
    self.studyText = studyText
    self.analysis = Analysis(study: study, records: records, resamples: resamples)
    self.images = images
    self.examples = examples
    self.versions = versions
  }

  /// Writes `results.csv`, `images.csv` where results have measures by image, `summary.json`, the figures as `figures/NAME.svg` and
  /// `figures/NAME.csv`, and the report itself into a directory that exists, each under a temporary name first.
  /// - Returns: the report's file.
  /// - Throws: ``ReportError`` naming the file that could not be written; the files before it are complete.
  @discardableResult
  public func write(to directory: URL, format: Format = .html) throws -> URL {
    let csv = ResultsTable(analysis.records).csv
    try AtomicFile.write(Data(csv.utf8), to: directory.appendingPathComponent("results.csv"))
    let images = ImageTable(analysis.records)
    if !images.rows.isEmpty {
      try AtomicFile.write(Data(images.csv.utf8), to: directory.appendingPathComponent("images.csv"))
    }
    let summary = directory.appendingPathComponent("summary.json")
    try AtomicFile.write(summaryJSON(), to: summary)
    guard format != .json else { return summary }
    let figures = directory.appendingPathComponent("figures")
    try AtomicFile.createDirectory(figures)
    let document = try document(pictures: .all)
    for figure in document.figures {
      let file = figures.appendingPathComponent(figure.name)
      try AtomicFile.write(Data(SVGFile(figure: figure).svg().utf8), to: file.appendingPathExtension("svg"))
      try AtomicFile.write(Data(figure.data.csv.utf8), to: file.appendingPathExtension("csv"))
    }
    let report = directory.appendingPathComponent(format == .html ? "report.html" : "report.md")
    let text = format == .html ? try page(document) : MarkdownWriter.write(document)
    try AtomicFile.write(Data(text.utf8), to: report)
    return report
  }

  /// The content of `summary.json`.
  package func summaryJSON() throws -> Data {
    try Summary(self).json()
  }

  /// The content of `report.html`.
  package func html() throws -> String {
    try page(try document(pictures: .all))
  }

  /// The page with as many pictures as keep it small.
  /// - Parameter whole: the report with all of them.
  private func page(_ whole: Document) throws -> String {
    let html = Page(document: whole).html()
    guard html.utf8.count >= Self.largestPage else { return html }
    let smaller = Page(document: try document(pictures: .withoutGallery)).html()
    guard smaller.utf8.count >= Self.largestPage else { return smaller }
    return Page(document: try document(pictures: .none)).html()
  }

  /// The content of `report.md`.
  package func markdown() throws -> String {
    MarkdownWriter.write(try document(pictures: .all))
  }
}
