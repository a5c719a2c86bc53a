import ArgumentParser
import Cluster
import Datasets
import Foundation
import Images
import Report
import Studies

/// `heatsweep explain`: where trained models look in given images.
package struct ExplainCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows where trained models look in images: overlays, maps, numbers.",
    discussion: """
      Takes models that a study trained and images of the study or of your own. For each image and method it writes the map over \
      the image (PNG) and as numbers between 0 and 1 (NumPy, height x width), and for all of them a table: explanations.csv.

      Images of your own are prepared as the study's were. Without --trial, the model of each arm is taken whose share of the \
      HiResCAM map inside the mask is the median.

      Examples: heatsweep explain results --count 4
                heatsweep explain results --trial size-heatmap-03 --image heart.png --method gradcam --json
      """)

  @Argument(
    help: ArgumentHelp("The directory that the study was run in.", valueName: "directory"), completion: .directory)
  var directory: String

  @Option(help: ArgumentHelp("A trained trial, as results.csv names it; may be repeated.", valueName: "key"))
  var trial: [String] = []

  @Option(
    help: ArgumentHelp(
      "An image of your own: .png, .npy, .nii or .nii.gz; may be repeated. Test images of the study by default.",
      valueName: "file"), completion: .file(extensions: ["png", "npy", "nii", "gz"]))
  var image: [String] = []

  @Option(
    help: ArgumentHelp("The mask of an image of your own, in the order of the images.", valueName: "file"),
    completion: .file(extensions: ["png", "npy", "nii", "gz"]))
  var mask: [String] = []

  @Option(help: ArgumentHelp("Test images of the study, from the first.", valueName: "n"))
  var count = 8

  @Option(
    help: ArgumentHelp("An attribution method; may be repeated. hirescam and gradcam by default.", valueName: "method"))
  var method: [AttributionMethodKind] = []

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("The class to explain; that which the model predicts by default.", valueName: "name"))
  var target: String?

  @Option(help: ArgumentHelp("Where the files go.", valueName: "directory"), completion: .directory)
  var output = "heatsweep-explain"

  @Flag(help: "Print the table as JSON.")
  var json = false

  package init() {}

  package func validate() throws {
    guard (1...10_000).contains(count) else {
      throw ValidationError("Expected between 1 and 10000 for --count, found \(count).")
    }
    guard mask.isEmpty || mask.count == image.count else {
      throw ValidationError("Expected a --mask for each --image, found \(mask.count) for \(image.count).")
    }
  }

  package func run() throws {
    let study = try StudyDirectory(URL(filePath: directory))
    let files = ExplanationFiles(directory: URL(filePath: output))
    var rows: [ExplanationRow] = []
    for record in try models(study) {
      let trial = record.trial
      let images = try images(trial)
      let model = try TrainedModel(trial, weights: study.weights(of: trial))
      let methods = method.isEmpty ? [.hirescam, .gradcam] : method
      let explanations = model.explanations(of: images, methods: methods, target: try number(of: target, trial))
      rows += try files.write(explanations, of: images, trial: trial, knowsClasses: image.isEmpty)
    }
    let table = try files.write(rows)
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(rows), as: UTF8.self))
    } else {
      for row in rows { print(row.text) }
      print(table.path)
    }
  }

  /// The trials whose models are asked.
  private func models(_ study: StudyDirectory) throws -> [TrialRecord] {
    guard !trial.isEmpty else {
      let typical = study.study.experiments.flatMap { experiment in
        experiment.arms.compactMap { study.records.typicalModel(experiment: experiment.name, arm: $0.name) }
      }
      guard !typical.isEmpty else {
        throw ClusterError("\(directory): expected a kept model, found none; name a trained trial with --trial")
      }
      return typical
    }
    return try trial.map { try study.trained($0) }
  }

  private func number(of name: String?, _ trial: Trial) throws -> Int? {
    guard let name else { return nil }
    let classes = trial.experiment.source.format.classes
    guard let number = classes.firstIndex(of: name) else {
      throw ClusterError("--class \(name): expected one of \(classes.joined(separator: ", "))")
    }
    return number
  }

  private func images(_ trial: Trial) throws -> ImageDataset {
    guard !image.isEmpty else {
      let test = try ImageSets(ImageSets.Source(of: trial)).test
      return test.selecting(0..<min(count, test.count))
    }
    let settings: DatasetSettings =
      if case .files(let files) = trial.experiment.source { files.settings } else { .drawn }
    return try settings.images(
      files: image.map { URL(filePath: $0) }, masks: mask.map { URL(filePath: $0) },
      format: trial.experiment.source.format)
  }
}

extension AttributionMethodKind: ExpressibleByArgument {}

extension DatasetSettings {
  /// For images that belong to no dataset of files: only brought to the network's size.
  fileprivate static var drawn: DatasetSettings {
    var settings = DatasetSettings(source: .table(path: ""))
    settings.intensities = .full
    return settings
  }
}
