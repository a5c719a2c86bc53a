import Foundation

/// Writes zip files whose contents are not compressed, by PKWARE's APPNOTE 6.3. The same entries give the same bytes.
struct ZipWriter {
  private(set) var body = Data()
  private var list = Data()
  private var names: Set<String> = []

  /// - Throws: where a name comes twice or is none, and where the file would need the 64-bit form.
  mutating func add(_ name: String, _ contents: Data) throws(ImageFileError) {
    func failure(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: reason) }
    guard !name.isEmpty, name.utf8.count <= Int(UInt16.max), names.insert(name).inserted else {
      throw failure("expected a name of its own for each entry of a zip file")
    }
    guard names.count < Int(UInt16.max), contents.count < Int(UInt32.max),
      body.count + list.count + contents.count + 2 * name.utf8.count + 256 < Int(UInt32.max)
    else { throw failure("expected a zip file of less than 4 GiB and \(UInt16.max) entries, found more") }
    let start = UInt32(body.count)
    body.append(numbers: [0x0403_4B50] as [UInt32])
    let fields = Self.fields(name, contents)
    body.append(fields + Data(name.utf8) + contents)
    list.append(numbers: [0x0201_4B50] as [UInt32])
    // Made by version 2.0 on Unix.
    list.append(numbers: [20 | 3 << 8] as [UInt16])
    list.append(fields)
    // No comment; the first disk; no attributes but those of a readable file.
    list.append(numbers: [0, 0, 0] as [UInt16])
    list.append(numbers: [0o100644 << 16, start] as [UInt32])
    list.append(Data(name.utf8))
  }

  /// The whole file.
  func file() -> Data {
    var end = Data()
    end.append(numbers: [0x0605_4B50] as [UInt32])
    end.append(numbers: [0, 0, UInt16(names.count), UInt16(names.count)])
    end.append(numbers: [UInt32(list.count), UInt32(body.count)])
    end.append(numbers: [0] as [UInt16])
    return body + list + end
  }

  /// What an entry and its line in the list have in common.
  private static func fields(_ name: String, _ contents: Data) -> Data {
    var fields = Data()
    // Needs version 2.0; the name is UTF-8; stored; midnight of 1 January 1980, the earliest time there is.
    fields.append(numbers: [20, 1 << 11, 0, 0, 1 << 5 | 1] as [UInt16])
    fields.append(numbers: [checksum(contents), UInt32(contents.count), UInt32(contents.count)])
    fields.append(numbers: [UInt16(name.utf8.count), 0])
    return fields
  }
}

extension Data {
  /// Appends whole numbers, the lowest byte first.
  mutating func append<Number: FixedWidthInteger>(numbers: [Number]) {
    for number in numbers {
      // The bytes of a local copy.
      Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
  }
}
