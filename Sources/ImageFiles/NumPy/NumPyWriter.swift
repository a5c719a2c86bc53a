import Foundation

/// Writes NumPy's files, in C's order and with the lowest byte first. Values have to be as many as the shape says.
public enum NumPyWriter {
  public static func npy(shape: [Int], floats: [Float]) -> Data {
    file("<f4", shape, floats.count) { $0.append(numbers: floats.map(\.bitPattern)) }
  }

  public static func npy(shape: [Int], doubles: [Double]) -> Data {
    file("<f8", shape, doubles.count) { $0.append(numbers: doubles.map(\.bitPattern)) }
  }

  public static func npy(shape: [Int], uint8 values: [UInt8]) -> Data {
    file("|u1", shape, values.count) { $0.append(contentsOf: values) }
  }

  public static func npy(shape: [Int], uint16 values: [UInt16]) -> Data {
    file("<u2", shape, values.count) { $0.append(numbers: values) }
  }

  public static func npy(shape: [Int], int64 values: [Int64]) -> Data {
    file("<i8", shape, values.count) { $0.append(numbers: values) }
  }

  /// Texts as NumPy's `U`: shorter ones are filled up with zeros, so that zeros at the end of a text are lost.
  public static func npy(shape: [Int], texts: [String]) -> Data {
    let scalars = texts.map { $0.unicodeScalars.map(\.value) }
    // NumPy has no texts of no character.
    let length = max(1, scalars.map(\.count).max() ?? 1)
    return file("<U\(length)", shape, texts.count) { data in
      for text in scalars { data.append(numbers: text + [UInt32](repeating: 0, count: length - text.count)) }
    }
  }

  /// An archive of arrays that `npy` made, not compressed, so that readers can map it into memory; names without `.npy`.
  /// - Throws: where a name comes twice or is empty, and from 4 GiB on.
  public static func npz(_ arrays: [(name: String, npy: Data)]) throws(ImageFileError) -> Data {
    var archive = ZipWriter()
    for (name, contents) in arrays {
      guard !name.isEmpty else {
        throw ImageFileError(file: "npz", reason: "expected names of arrays, found an empty one")
      }
      try archive.add("\(name).npy", contents)
    }
    return archive.file()
  }

  /// Format 1.0: the magic bytes, the header's length, the header, filled up so that the elements begin at a multiple of 64.
  private static func file(_ type: String, _ shape: [Int], _ count: Int, _ body: (inout Data) -> Void) -> Data {
    precondition(Limits.product(shape) == count, "expected values for the shape \(shape), found \(count)")
    let sizes = shape.count == 1 ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(sizes)), }"
    let filling = (64 - (10 + header.utf8.count + 1) % 64) % 64
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
    data.append(numbers: [UInt16(header.utf8.count + filling + 1)])
    data.append(contentsOf: Array(header.utf8) + [UInt8](repeating: UInt8(ascii: " "), count: filling))
    data.append(UInt8(ascii: "\n"))
    body(&data)
    return data
  }
}
