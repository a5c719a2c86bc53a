import Foundation
import Studies

/// The outcome of a study as three files: a table for machines, a summary for scripts, and a page for people.
///
/// Any stage of a study can be reported: what is missing is said, not hidden.
public struct StudyReport: Sendable {
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
  ///   - examples: the same images seen by a model of each arm.
  public init(
    study: Study, studyText: String, records: [TrialRecord], images: [ExampleImage], examples: [ExampleMap],
    versions: SoftwareVersions
  ) {
    self.study = study
    self.studyText = studyText
    self.analysis = Analysis(study: study, records: records)
    self.images = images
    self.examples = examples
    self.versions = versions
  }

  /// Writes `results.csv`, `summary.json` and `report.html` into a directory that exists, each under a temporary name first.
  /// - Throws: ``ReportError`` naming the file that could not be written; the files before it are complete.
  public func write(to directory: URL) throws {
    let csv = ResultsTable(analysis.records).csv
    try AtomicFile.write(Data(csv.utf8), to: directory.appendingPathComponent("results.csv"))
    try AtomicFile.write(summaryJSON(), to: directory.appendingPathComponent("summary.json"))
    try AtomicFile.write(Data(html().utf8), to: directory.appendingPathComponent("report.html"))
  }

  /// The content of `summary.json`.
  package func summaryJSON() throws -> Data {
    try Summary(self).json()
  }

  /// The content of `report.html`.
  package func html() throws -> String {
    try Page(report: self).html()
  }
}
