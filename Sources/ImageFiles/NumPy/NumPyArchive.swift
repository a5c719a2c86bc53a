import Foundation

/// The arrays of a `.npz` file, stored or deflated.
public struct NumPyArchive: Sendable {
  /// In the file's order, without `.npy`. What is not a `.npy` file in the archive is passed over.
  public let names: [String]
  private let entries: [String: ZipEntry]
  private let bytes: FileBytes

  /// Opens a `.npz` file, which must not change while the archive or its arrays are in use.
  public init(contentsOf url: URL) throws(ImageFileError) {
    try self.init(FileBytes(contentsOf: url))
  }

  /// Opens the contents of a `.npz` file; `file` is what errors call it.
  public init(data: Data, file: String) throws(ImageFileError) {
    try self.init(FileBytes(data, file: file))
  }

  private init(_ bytes: FileBytes) throws(ImageFileError) {
    self.bytes = bytes
    var names: [String] = []
    var entries: [String: ZipEntry] = [:]
    for entry in try ZipDirectory(bytes).entries where entry.name.hasSuffix(".npy") {
      let name = String(entry.name.dropLast(4))
      guard entries.updateValue(entry, forKey: name) == nil else {
        throw bytes.failure("expected each array once, found two called \(name.quoted)")
      }
      names.append(name)
    }
    (self.names, self.entries) = (names, entries)
  }

  /// An array, checked against its checksum; errors call it `FILE: NAME`. Decompressed contents, at most 2 GiB, stay in memory as
  /// long as the array does; others stay in the file.
  public func array(_ name: String) throws(ImageFileError) -> NumPyArray {
    guard let entry = entries[name] else {
      let there = names.isEmpty ? "none" : names.prefix(20).map(\.quoted).joined(separator: ", ")
      throw bytes.failure("expected an array \(name.quoted), found \(there)")
    }
    return try NumPyArray(entry.contents(of: bytes, file: "\(bytes.file): \(name)"))
  }
}
