import Autodiff
import Files
import Foundation
import Kernels

extension Safetensors {
  private struct Entry: Encodable {
    let dtype = "F32"
    let shape: [Int]
    let offsets: [Int]

    private enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// The file's bytes. Floats are stored little endian, as the format demands.
  public func encoded() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var header: [String: any Encodable] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.shape.count * 4
      header[name] = Entry(shape: tensor.shape.sizes, offsets: [offset, end])
      offset = end
    }
    var json = try encoder.encode(header.mapValues(AnyEncodable.init))
    // The data starts on a multiple of eight, so that it can be mapped.
    json.append(contentsOf: [UInt8](repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8))
    var data = Data(capacity: 8 + json.count + offset)
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { data.append(contentsOf: $0) }
    data.append(json)
    for (_, tensor) in tensors {
      data.append(UnsafeBufferPointer(start: tensor.buffer.pointer, count: tensor.shape.count))
    }
    return data
  }

  /// Writes the file under a temporary name, flushes it to disk, then renames it: it is whole or not there.
  ///
  /// - Throws: `FileError` naming the file and the system's reason.
  public func write(to url: URL) throws {
    try DurableFile.write(encoded(), to: url.path)
  }

  private struct AnyEncodable: Encodable {
    let value: any Encodable

    init(_ value: any Encodable) { self.value = value }

    func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
  }
}
