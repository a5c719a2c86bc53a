import CZlib
import Foundation

/// Decompresses as many bytes as are asked for, and no more.
final class Inflater {
  enum Wrapping {
    /// Members of gzip, each with a checksum.
    case gzip
    /// Deflate alone.
    case none
  }

  private let input: FileBytes
  private let wrapping: Wrapping
  private var consumed = 0
  private var isAtEnd = false
  /// A pointer, because zlib remembers the address of its state.
  private let stream: UnsafeMutablePointer<z_stream>

  init(_ input: FileBytes, _ wrapping: Wrapping) throws(ImageFileError) {
    self.input = input
    self.wrapping = wrapping
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // zlib's numbers: 15 is the largest window; 16 more says gzip, and less than zero no wrapping.
    let window: Int32 = wrapping == .gzip ? 15 + 16 : -15
    guard inflateInit2_(stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw input.failure("no memory to decompress it")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The next `count` bytes, at most `Limits.inflatedBytes`. Takes memory for them only if the input can hold so many.
  func read(_ count: Int) throws(ImageFileError) -> Data {
    // zlib may hold back a little of what it has consumed.
    guard count <= (input.count - consumed + 64) * Limits.deflateRatio else {
      throw input.failure("claims to hold \(count) bytes, more than its \(input.count) compressed ones can")
    }
    var output = Data(count: count)
    guard try fill(&output) == count else {
      throw input.failure("expected \(count) bytes more once decompressed, found fewer")
    }
    return output
  }

  /// Passes over the next `count` bytes.
  func skip(_ count: Int) throws(ImageFileError) {
    var left = count
    while left > 0 {
      let step = min(left, 1 << 16)
      _ = try read(step)
      left -= step
    }
  }

  /// Checks that nothing is left, and the checksum of gzip.
  func finish() throws(ImageFileError) {
    var more = Data(count: 1)
    guard try fill(&more) == 0 else {
      throw input.failure("expected the end, found more bytes than its header says")
    }
    guard consumed == input.count else {
      throw input.failure("expected the end, found \(input.count - consumed) bytes after the compressed ones")
    }
  }

  /// Decompresses into all of `output`, or to the end; returns the bytes written.
  private func fill(_ output: inout Data) throws(ImageFileError) -> Int {
    let size = output.count
    var written = 0
    while written < size, !isAtEnd {
      let (status, read, wrote) = step(&output, from: written)
      consumed += read
      written += wrote
      switch status {
      case Z_STREAM_END: try endMember()
      case Z_OK where read > 0 || wrote > 0: continue
      case Z_OK, Z_BUF_ERROR: throw input.failure("the compressed data end too early")
      case Z_MEM_ERROR: throw input.failure("no memory to decompress it")
      default: throw input.failure("the compressed data are damaged")
      }
    }
    return written
  }

  /// One call of zlib: its answer, the bytes that it took and the bytes that it gave.
  private func step(_ output: inout Data, from written: Int) -> (status: Int32, read: Int, wrote: Int) {
    // zlib counts bytes in 32 bits.
    let longest = 1 << 30
    // zlib needs addresses: they are those of buffers which outlive the call, with their sizes.
    return input.data.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        let from = UnsafeRawBufferPointer(rebasing: source[consumed...].prefix(longest))
        let to = UnsafeMutableRawBufferPointer(rebasing: target[written...].prefix(longest))
        // zlib does not write to its input, though C's type allows it.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: from.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(from.count)
        stream.pointee.next_out = to.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(to.count)
        let status = inflate(stream, Z_NO_FLUSH)
        return (status, from.count - Int(stream.pointee.avail_in), to.count - Int(stream.pointee.avail_out))
      }
    }
  }

  /// A file of gzip may have several members, and zeros after the last.
  private func endMember() throws(ImageFileError) {
    if wrapping == .gzip {
      if input.has([0x1F, 0x8B], at: consumed) {
        guard inflateReset(stream) == Z_OK else { throw input.failure("no memory to decompress it") }
        return
      }
      if input.data.dropFirst(consumed).allSatisfy({ $0 == 0 }) { consumed = input.count }
    }
    isAtEnd = true
  }
}

/// The checksum of zip files.
func checksum(_ data: Data) -> UInt32 {
  // zlib needs an address: of a buffer that outlives the call, with its size.
  data.withUnsafeBytes { bytes in
    UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
  }
}
