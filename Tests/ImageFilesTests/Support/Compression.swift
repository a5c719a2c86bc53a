import CZlib
import Foundation
import Testing

/// Data compressed by zlib: `window` is 15 for zlib's own wrapping, 31 for gzip, -15 for none.
func compressed(_ data: Data, window: Int32) throws -> Data {
  var stream = z_stream()
  let started = deflateInit2_(
    &stream, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  try #require(started == Z_OK)
  defer { deflateEnd(&stream) }
  var input = Array(data)
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))))
  // The buffers outlive the call, and zlib knows their sizes.
  let status = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      return deflate(&stream, Z_FINISH)
    }
  }
  try #require(status == Z_STREAM_END)
  return Data(output.prefix(Int(stream.total_out)))
}

func checksum(_ data: Data) -> UInt32 {
  // The buffer outlives the call, and zlib knows its size.
  data.withUnsafeBytes { UInt32(crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, $0.count)) }
}

extension FixedWidthInteger {
  var littleEndianBytes: Data { withUnsafeBytes(of: littleEndian) { Data($0) } }
  var bigEndianBytes: Data { withUnsafeBytes(of: bigEndian) { Data($0) } }
}
