import Foundation

/// Reads the layout of the ACDC challenge: a directory a patient, with `Info.cfg` and a volume and its segmentation for each of two
/// moments of the heartbeat.
///
/// Bernard et al., "Deep Learning Techniques for Automatic MRI Cardiac Multi-structures Segmentation and Diagnosis: Is the Problem
/// Solved?", 2018.
enum ACDCListing {
  /// The directory itself, or `training` and `testing` below it; where both are there, the latter is the test set.
  static func list(directory: String, phases: [CardiacPhase]) throws -> Listing {
    let root = URL(fileURLWithPath: directory)
    let folder = DatasetFolder(root)
    let found = ["training", "testing"].filter { !patients(in: root.appendingPathComponent($0)).isEmpty }
    let hasTest = found.count == 2
    var listing = Listing(
      images: [], drawnParts: hasTest ? [.training, .validation] : DatasetPart.allCases, classOrder: ACDCInfo.groups)
    for name in found.isEmpty ? [""] : found {
      for patient in patients(in: root.appendingPathComponent(name)) {
        let path = name.isEmpty ? patient : "\(name)/\(patient)"
        listing.images += try frames(path, patient, folder, phases).map { image in
          var image = image
          if hasTest, name == "testing" { image.part = .test }
          return image
        }
      }
    }
    guard !listing.images.isEmpty else {
      throw DatasetError(
        directory, expected: "directories patient001, patient002 and so on, or training/ and testing/ with such",
        found: "none")
    }
    return listing
  }

  /// The names of patients' directories, in order.
  private static func patients(in url: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { name in
      let number = name.dropFirst("patient".count)
      return name.hasPrefix("patient") && !number.isEmpty && number.utf8.allSatisfy { (48...57).contains($0) }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func frames(
    _ path: String, _ patient: String, _ folder: DatasetFolder, _ phases: [CardiacPhase]
  ) throws -> [ListedImage] {
    let directory = folder.url.appendingPathComponent(path)
    let infoPlace = directory.appendingPathComponent("Info.cfg").path
    let info = try ACDCInfo(contentsOf: folder.file("\(path)/Info.cfg", place: infoPlace))
    return try phases.map { phase in
      guard let frame = info.frames[phase] else {
        throw DatasetError(infoPlace, expected: "a line `\(phase.rawValue): FRAME`", found: "none")
      }
      let name = "\(patient)_frame\(frame < 10 ? "0" : "")\(frame)"
      func file(_ ending: String) throws -> URL? {
        for ending in [".nii.gz", ".nii"].map({ ending + $0 }) {
          // A link that leads nowhere is a mistake, and no missing file.
          let place = directory.appendingPathComponent(name + ending).path
          if (try? FileManager.default.attributesOfItem(atPath: place)) != nil {
            return try folder.file("\(path)/\(name)\(ending)", place: place)
          }
        }
        return nil
      }
      guard let image = try file("") else {
        throw DatasetError(
          directory.appendingPathComponent(name + ".nii.gz").path,
          expected: "the volume of frame \(frame), which Info.cfg calls \(phase.rawValue)", found: "no such file")
      }
      return ListedImage(
        pixels: .volume(image), mask: try file("_gt").map(PixelSource.volume), label: info.group,
        patient: .named(patient), part: nil, place: image.path, name: image.lastPathComponent)
    }
  }
}
