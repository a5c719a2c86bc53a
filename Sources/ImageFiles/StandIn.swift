// A stand-in for the module ImageFiles, which another branch builds: just enough to read well-formed files.
import CZlib
import Foundation

public struct ImageFileError: Error, CustomStringConvertible, Equatable {
  public let file: String
  public let reason: String
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }
  public var description: String { "\(file): \(reason)" }
}

struct Bytes {
  let data: [UInt8]
  let file: String
  func need(_ range: Range<Int>) throws -> ArraySlice<UInt8> {
    guard range.lowerBound >= 0, range.upperBound <= data.count else {
      throw ImageFileError(file: file, reason: "expected more bytes, found the end of the file")
    }
    return data[range]
  }
  func number(_ at: Int, _ bytes: Int, big: Bool = false) throws -> Int {
    let slice = try need(at..<at + bytes)
    var value: UInt64 = 0
    for byte in big ? Array(slice) : slice.reversed() { value = value << 8 | UInt64(byte) }
    return Int(truncatingIfNeeded: value)
  }
  static func read(_ url: URL) throws -> Bytes {
    guard let data = try? Data(contentsOf: url) else {
      throw ImageFileError(file: url.path, reason: "expected a file, found none that can be read")
    }
    return Bytes(data: Array(data), file: url.path)
  }
}

/// windowBits 15 zlib, 31 gzip, -15 raw
func inflated(_ input: [UInt8], windowBits: Int32, limit: Int, file: String) throws -> [UInt8] {
  var input = input
  var stream = z_stream()
  guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    throw ImageFileError(file: file, reason: "cannot start decompression")
  }
  defer { inflateEnd(&stream) }
  var output: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  let size = input.count
  try input.withUnsafeMutableBufferPointer { buffer in
    stream.next_in = buffer.baseAddress
    stream.avail_in = UInt32(size)
    var status = Z_OK
    repeat {
      let produced = chunk.withUnsafeMutableBufferPointer { out in
        stream.next_out = out.baseAddress
        stream.avail_out = UInt32(out.count)
        status = inflate(&stream, Z_NO_FLUSH)
        return out.count - Int(stream.avail_out)
      }
      output += chunk[0..<produced]
      guard output.count <= limit, status == Z_OK || status == Z_STREAM_END else {
        throw ImageFileError(file: file, reason: "expected compressed data, found damaged ones")
      }
    } while status != Z_STREAM_END
  }
  return output
}
