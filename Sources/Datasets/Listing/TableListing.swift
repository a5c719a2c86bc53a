import Documents
import Foundation

/// Reads a CSV file that lists images.
struct TableListing {
  private static let columns = ["image", "label", "mask", "split", "patient", "slice"]
  /// The longest table that is read, in bytes; 200,000 rows of long paths are a tenth of it.
  private static let maximumBytes = 200_000_000

  private let path: String
  private let folder: DatasetFolder
  private let table: CSVTable
  private let places: [String: Int]
  private var images: [ListedImage] = []
  private var rows: [PixelSource: [(slice: Int?, patient: Patient, line: Int)]] = [:]

  /// The images of the table at this path.
  /// - Throws: `DatasetError`.
  static func list(path: String) throws -> Listing {
    var listing = try TableListing(path: path)
    for row in listing.table.rows { try listing.add(row) }
    return listing.result
  }

  private init(path: String) throws {
    self.path = path
    folder = DatasetFolder(URL(fileURLWithPath: path).deletingLastPathComponent())
    table = try reading(path) {
      let text = try DocumentFile.text(path: path, expected: "a CSV file", maximumBytes: Self.maximumBytes)
      return try CSVTable(parsing: Data(text.utf8), file: path)
    }
    places = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1, $0) })
    for name in ["image", "label"] where places[name] == nil {
      throw DatasetError(
        path, expected: "a column `\(name)`",
        found: table.columns.prefix(20).map(quoted).joined(separator: ", "))
    }
    guard !table.rows.isEmpty else { throw DatasetError(path, expected: "rows", found: "only the names of columns") }
    guard table.rows.count <= Listing.maximumImages else {
      throw DatasetError(path, expected: "at most \(Listing.maximumImages) rows", found: "\(table.rows.count)")
    }
  }

  /// Rows of one volume are put together, so that it is read once.
  private var result: Listing {
    var order: [PixelSource: Int] = [:]
    for image in images where order[image.pixels] == nil { order[image.pixels] = order.count }
    let sorted = images.enumerated().sorted { first, second in
      // Every image's place was just noted.
      (order[first.element.pixels] ?? 0, first.offset) < (order[second.element.pixels] ?? 0, second.offset)
    }
    let unused = table.columns.filter { !Self.columns.contains($0) }
    return Listing(
      images: sorted.map(\.element), drawnParts: places["split"] == nil ? DatasetPart.allCases : [],
      notes: unused.isEmpty
        ? [] : ["Columns of the table that are not used: \(unused.prefix(20).map(quoted).joined(separator: ", "))."])
  }

  private mutating func add(_ row: CSVTable.Row) throws {
    let place = "\(path) line \(row.line)"
    func cell(_ name: String) -> String? {
      guard let index = places[name] else { return nil }
      let text = row.cells[index].trimmingCharacters(in: .whitespaces)
      return text.isEmpty ? nil : text
    }
    func failure(_ column: String, expected: String, found: String) -> DatasetError {
      DatasetError("\(place): column `\(column)`", expected: expected, found: found)
    }
    func file(_ column: String, _ path: String) throws -> PixelSource {
      let url = try folder.file(path, place: "\(place): column `\(column)`")
      guard let source = PixelSource(file: url) else {
        throw failure(column, expected: "a file .png, .npy, .nii or .nii.gz", found: quoted(path))
      }
      return source
    }

    guard let imagePath = cell("image") else { throw failure("image", expected: "a path", found: "nothing") }
    let pixels = try file("image", imagePath)
    guard let label = cell("label"), ClassName.isGood(label) else {
      throw failure("label", expected: ClassName.words, found: cell("label").map(quoted) ?? "nothing")
    }
    let mask = try cell("mask").map { try file("mask", $0) }
    if let mask, mask.isVolume != pixels.isVolume {
      let words = pixels.isVolume ? "a volume, as the image is" : "no volume, since the image is none"
      throw failure("mask", expected: words, found: quoted(cell("mask") ?? ""))
    }
    var slice: Int?
    if let text = cell("slice") {
      guard pixels.isVolume else {
        throw failure("slice", expected: "nothing, since the image is no volume", found: quoted(text))
      }
      guard let number = Int(text), number >= 0 else {
        throw failure("slice", expected: "the number of a slice, from 0 on", found: quoted(text))
      }
      slice = number
    }
    var part: DatasetPart?
    if places["split"] != nil {
      part = cell("split").flatMap(DatasetPart.init(name:))
      guard part != nil else {
        throw failure("split", expected: "training, validation or test", found: cell("split").map(quoted) ?? "nothing")
      }
    }
    let patient = cell("patient").map(Patient.named) ?? .unnamed(imagePath)
    try check(pixels, slice, patient, line: row.line, place: place)
    images.append(
      ListedImage(
        pixels: pixels, mask: mask, slice: slice, label: label,
        patient: patient, part: part, place: place, name: imagePath))
  }

  /// An image that is listed twice would count twice, or be in two parts, as could a volume of two patients.
  private mutating func check(
    _ pixels: PixelSource, _ slice: Int?, _ patient: Patient, line: Int, place: String
  ) throws {
    // A row without a slice stands for several, which another row could name again.
    if let first = rows[pixels]?.first(where: { $0.slice == slice || $0.slice == nil || slice == nil }) {
      throw DatasetError(place, expected: "each image once", found: "the one of line \(first.line) again")
    }
    if let first = rows[pixels]?.first, first.patient != patient {
      throw DatasetError(
        place, expected: "\(first.patient.words), as in line \(first.line) of the same file", found: patient.words)
    }
    rows[pixels, default: []].append((slice, patient, line))
  }
}
