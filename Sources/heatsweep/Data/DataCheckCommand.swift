import ArgumentParser
import Datasets
import Foundation
import Report
import Studies

/// `heatsweep data check`: what a study would train on.
package struct DataCheckCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what images a study finds, with pictures, before anything is trained.",
    discussion: """
      Reads the images of every experiment as a run would, prints how many there are of each class, how they were split, and \
      what should be thought about, and writes a page with pictures and a table of all images. Whatever is wrong with a file \
      ends it with one line.

      Example: heatsweep data check study.yaml
      """)

  @Argument(
    help: ArgumentHelp("The study file (YAML).", valueName: "study"),
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(
    help: ArgumentHelp("Where the page and the table go; heatsweep-data-NAME by default.", valueName: "directory"),
    completion: .directory)
  var output: String?

  @Flag(help: "Print JSON: what was found in each experiment.")
  var json = false

  package init() {}

  package func run() throws {
    let study = try StudyFile.load(path: study).study
    let items = try study.experimentImages()
    let directory = URL(filePath: output ?? "heatsweep-data-\(study.name)")
    let page = try DataReport(study: study.name, items: items).write(to: directory)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      let found = items.map { CheckedData($0, page: page) }
      print(String(decoding: try encoder.encode(found), as: UTF8.self))
      return
    }
    for item in items {
      print("Experiment \(item.name): \(item.source.explanation)\n")
      print(item.findings.map { "\(FindingsText($0))" } ?? CheckedData(item, page: page).text)
    }
    print("pictures: \(page.path)")
  }
}

extension Study {
  /// The images of each experiment that a run would train on.
  /// - Throws: what is wrong with a file, in one line.
  func experimentImages() throws -> [DataReport.Item] {
    let trials = trials()
    return try experiments.compactMap { experiment in
      guard let trial = trials.first(where: { $0.experiment.name == experiment.name }) else { return nil }
      var findings: DatasetFindings?
      if case .files(let files) = experiment.source { findings = try files.prepared().findings }
      return DataReport.Item(
        name: experiment.name, source: experiment.source, sets: try ImageSets(ImageSets.Source(of: trial)),
        findings: findings)
    }
  }
}

/// What `--json` prints of an experiment.
private struct CheckedData: Encodable {
  let experiment: String
  let classes: [String]
  let height: Int
  let width: Int
  let channels: Int
  /// By part, a number for each class.
  let images: [String: [Int]]
  /// Of files of the user's own.
  let findings: DatasetFindings?
  let page: String

  init(_ item: DataReport.Item, page: URL) {
    let format = item.source.format
    (experiment, classes, findings) = (item.name, format.classes, item.findings)
    (height, width, channels) = (format.height, format.width, format.channels)
    let parts = [("training", item.sets.training), ("validation", item.sets.validation), ("test", item.sets.test)]
    images = Dictionary(
      uniqueKeysWithValues: parts.map { name, images in
        (name, format.classes.indices.map { number in images.classes.count { $0 == number } })
      })
    self.page = page.path
  }

  /// A line for each part.
  var text: String {
    ["training", "validation", "test"].map { part in
      let counts = zip(classes, images[part] ?? []).map { "\($0) \($1)" }.joined(separator: ", ")
      return "\(part.padding(toLength: 12, withPad: " ", startingAt: 0))\(counts)"
    }.joined(separator: "\n") + "\n"
  }
}
