import Datasets
import Foundation
import Images
import Studies

/// What a study would train on, as a page: how many images there are of what, some of each class with the outline of their masks,
/// and what should be thought about first.
public struct DataReport: Sendable {
  /// The images of one experiment.
  public struct Item: Sendable {
    /// Name of the experiment.
    public var name: String
    public var source: ImageSource
    public var sets: ImageSets
    /// What was found in the files; nil for images that are drawn.
    public var findings: DatasetFindings?

    /// The images of an experiment.
    public init(name: String, source: ImageSource, sets: ImageSets, findings: DatasetFindings?) {
      (self.name, self.source, self.sets, self.findings) = (name, source, sets, findings)
    }
  }

  private let study: String
  private let items: [Item]

  /// - Parameter study: its name.
  public init(study: String, items: [Item]) {
    (self.study, self.items) = (study, items)
  }

  /// The page, one file that opens without any other.
  public func html() throws -> String {
    let sections = try items.enumerated().flatMap { number, item in
      try DataSection(id: "data-\(number + 1)", item: item).sections()
    }
    let images = items.reduce(0) { $0 + $1.sets.training.count + $1.sets.validation.count + $1.sets.test.count }
    let document = Document(
      title: "Images of \(study)",
      subtitle:
        "\(NumberText.count(images, "image")) in \(NumberText.count(items.count, "experiment")); nothing is trained yet.",
      sections: sections)
    return Page(document: document).html()
  }

  /// A row for each image: its place, class, file, and how much of it lies inside the mask.
  public var table: String {
    let rows = items.flatMap { item in
      item.sets.parts.flatMap { part, images in
        (0..<images.count).map { image -> [String] in
          let inside = images.hasMask[image] ? images.insideShare(of: image) : nil
          return [
            item.name, part, "\(image)", images.className(of: image), images.names.isEmpty ? "" : images.names[image],
            "\(images.hasMask[image])", inside.map { "\($0)" } ?? "",
          ]
        }
      }
    }
    let columns = ["experiment", "part", "image", "class", "file", "has_mask", "inside_share_of_area"]
    return DataTable(columns: columns, rows: rows).csv
  }

  /// Writes the page and the table into a directory, which is made where there is none.
  /// - Returns: the page's file.
  /// - Throws: `ReportError` naming the file that could not be written.
  public func write(to directory: URL) throws -> URL {
    try AtomicFile.createDirectory(directory)
    try AtomicFile.write(Data(table.utf8), to: directory.appending(path: "images.csv"))
    let page = directory.appending(path: "data.html")
    try AtomicFile.write(Data(try html().utf8), to: page)
    return page
  }
}

extension ImageSets {
  /// The three sets with their names.
  var parts: [(name: String, images: ImageDataset)] {
    [("training", training), ("validation", validation), ("test", test)]
  }
}

extension ImageDataset {
  /// The share of an image's area that lies inside its mask.
  func insideShare(of image: Int) -> Double {
    Double(mask(of: .inside, image: image).count { $0 }) / Double(format.pixelsPerImage)
  }
}
