import Documents
import Foundation

extension DatasetSource {
  /// The fields that say where images come from; just one of them is there, and `arrays` beside `npz` only.
  static let names = ["table", "npz", "arrays", "npy", "preprocessed", "acdc"]

  init(_ fields: DocumentFields, directory: URL?) throws {
    let given = Self.names.filter { $0 != "arrays" && fields[$0] != nil }
    guard given.count == 1, let name = given.first else {
      throw fields.whole.error(
        expected: "one of `table`, `npz`, `npy`, `preprocessed` and `acdc`",
        found: given.isEmpty ? "none" : given.map { "`\($0)`" }.joined(separator: " and "))
    }
    let field = try fields.required(name)
    if name != "npz" { try fields["arrays"]?.refuse("since only `npz` has names of arrays") }
    switch name {
    case "table": self = .table(path: try field.path(directory, expected: "a CSV file"))
    case "npz":
      self = .archive(
        path: try field.path(directory, expected: "a file .npz of NumPy's"),
        names: try fields["arrays"].map { try ArrayNames($0) { try $0.text() } } ?? ArrayNames())
    case "npy":
      let names = try ArrayNames(field) { try $0.path(directory, expected: "a file .npy of NumPy's") }
      guard names.images != nil else { throw field.error(expected: "the field `images`", found: "none") }
      guard names.labels != nil else { throw field.error(expected: "the field `labels`", found: "none") }
      self = .arrays(names)
    case "preprocessed":
      let items = field.node.sequence == nil ? [field] : try field.items(expected: "paths")
      // A path may be the beginning of files' names, so that nothing need be there that is called just so.
      self = .preprocessed(paths: try items.map { try $0.path(directory, expected: "a directory", mayBePrefix: true) })
    default: self = .acdc(directory: try field.path(directory, expected: "a directory", isDirectory: true))
    }
  }
}

extension ArrayNames {
  init(_ field: DocumentField, name: (DocumentField) throws -> String) throws {
    let fields = try field.fields(known: ["images", "labels", "masks", "patients", "split"])
    images = try fields["images"].map(name)
    labels = try fields["labels"].map(name)
    masks = try fields["masks"].map(name)
    patients = try fields["patients"].map(name)
    split = try fields["split"].map(name)
  }
}

extension DocumentField {
  /// Text with at least one letter, and nothing that no name has.
  fileprivate func text() throws -> String {
    try text(expected: "the name of an array") { !$0.isEmpty && !$0.utf8.contains(0) }
  }

  /// A path; absolute, and looked for, where there is a directory to start from.
  fileprivate func path(
    _ directory: URL?, expected: String, isDirectory: Bool = false, mayBePrefix: Bool = false
  ) throws -> String {
    let path = try text(expected: "the path of \(expected)") { !$0.isEmpty && !$0.utf8.contains(0) }
    guard let directory else { return path }
    let url = (path.hasPrefix("/") ? URL(fileURLWithPath: path) : directory.appendingPathComponent(path))
      .standardizedFileURL
    guard !mayBePrefix else { return url.path }
    var found: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &found) else {
      throw error(expected: expected, found: "nothing at \(Self.line(url.path.unicodeScalars))")
    }
    guard found.boolValue == isDirectory else {
      throw error(
        expected: expected,
        found: "a \(found.boolValue ? "directory" : "file") at \(Self.line(url.path.unicodeScalars))")
    }
    return url.path
  }
}
