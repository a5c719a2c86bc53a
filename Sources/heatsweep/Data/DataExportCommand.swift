import ArgumentParser
import Cluster
import Files
import Foundation
import ImageFiles
import Images
import Report
import Studies

/// `heatsweep data export`: the images of a study for other programs.
package struct DataExportCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the images of a study as NumPy archives, with masks and classes.",
    discussion: """
      For each experiment and part a file EXPERIMENT-PART.npz with the arrays images (n x height x width, x 3 for colour; 8 or \
      16 bits), masks (n x height x width, the codes of EXPERIMENT-segments.json), labels (names of classes), has_mask, and files where \
      images come from files. `data: {npz: ...}` in a study file reads them again.

      Example: heatsweep data export cluster/studies/default.yaml --output images
      """)

  @Argument(
    help: ArgumentHelp("The study file (YAML).", valueName: "study"),
    completion: .file(extensions: ["yaml", "yml"]))
  var study: String

  @Option(
    help: ArgumentHelp("Where the files go; heatsweep-images-NAME by default.", valueName: "directory"),
    completion: .directory)
  var output: String?

  @Option(help: ArgumentHelp("One experiment; all by default.", valueName: "name"))
  var experiment: String?

  @OptionGroup var part: PartOptions

  package init() {}

  package func run() throws {
    let study = try StudyFile.load(path: study, trials: part.trials, images: part.images).study
    let items = try study.experimentImages().filter { experiment == nil || $0.name == experiment }
    guard !items.isEmpty else {
      let names = study.experiments.map(\.name).joined(separator: ", ")
      throw ClusterError("--experiment \(experiment ?? ""): expected one of \(names)")
    }
    let directory = URL(filePath: output ?? "heatsweep-images-\(study.name)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    for item in items {
      let parts = [("training", item.sets.training), ("validation", item.sets.validation), ("test", item.sets.test)]
      for (name, images) in parts {
        let file = directory.appending(path: "\(item.name)-\(name).npz")
        try DurableFile.write(try images.archive(), to: file.path)
        print(file.path)
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      let segments = directory.appending(path: "\(item.name)-segments.json")
      try DurableFile.write(try encoder.encode(item.source.format.segments), to: segments.path)
      print(segments.path)
    }
  }
}

extension ImageDataset {
  /// The images as a NumPy archive.
  /// - Throws: `ImageFileError` for arrays that are too large for one.
  func archive() throws -> Data {
    let size = [count, format.height, format.width]
    let shape = format.channels == 1 ? size : size + [format.channels]
    let images =
      switch intensities {
      case .bytes(let values): NumPyWriter.npy(shape: shape, uint8: values)
      case .words(let values): NumPyWriter.npy(shape: shape, uint16: values)
      }
    var arrays: [(name: String, npy: Data)] = [
      ("images", images), ("masks", NumPyWriter.npy(shape: size, uint8: labels)),
      ("labels", NumPyWriter.npy(shape: [count], texts: (0..<count).map { className(of: $0) })),
      ("has_mask", NumPyWriter.npy(shape: [count], uint8: hasMask.map { $0 ? 1 : 0 })),
    ]
    if !names.isEmpty { arrays.append(("files", NumPyWriter.npy(shape: [count], texts: names))) }
    return try NumPyWriter.npz(arrays)
  }
}
