import CPNG
import Foundation

/// The samples of a PNG file as it stores them.
struct StoredPNG {
  enum Color: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgbAlpha = 6
  }

  let height: Int
  let width: Int
  let color: Color
  /// Bits of a sample: 1, 2, 4, 8 or 16.
  let depth: Int
  /// Samples of a pixel, alpha counted.
  let channels: Int
  /// Of a palette, red, green and blue of each index.
  let palette: [UInt8]
  /// height x width x channels; of a palette, indices which it has.
  let samples: [UInt16]

  init(_ bytes: FileBytes) throws(ImageFileError) {
    guard bytes.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
      throw bytes.failure("expected a PNG file, found other contents")
    }
    var png = heatsweep_png()
    // libpng needs an address: of a buffer that outlives the call, with its size.
    let hasHeader = bytes.data.withUnsafeBytes { source in
      heatsweep_png_read_header(source.bindMemory(to: UInt8.self).baseAddress, source.count, &png)
    }
    guard hasHeader == 1, let color = Color(rawValue: png.color_type) else { throw Self.damage(png, bytes) }
    (height, width, channels) = (Int(png.height), Int(png.width), Int(png.channels))
    (self.color, depth) = (color, Int(png.bit_depth))
    palette = withUnsafeBytes(of: png.palette) { Array($0.prefix(3 * Int(png.palette_count))) }
    let count = try Self.sampleCount(png, bytes)
    samples = depth == 16 ? try Self.read(&png, count, bytes) : try Self.read(&png, count, bytes).map(Self.word)
    let colors = Int(png.palette_count)
    guard color != .palette || samples.allSatisfy({ $0 < colors }) else {
      throw bytes.failure("expected indices of a palette of \(colors) colours, found larger ones")
    }
  }

  /// Samples of the picture, once it is known that the file can hold them.
  private static func sampleCount(_ png: heatsweep_png, _ bytes: FileBytes) throws(ImageFileError) -> Int {
    let (height, width, channels) = (Int(png.height), Int(png.width), Int(png.channels))
    // A pixel of a palette becomes three values: they count, and not its one index.
    let values = png.color_type == Color.palette.rawValue ? 3 : channels
    guard let count = Limits.product([height, width, values]), count <= Limits.elements else {
      throw bytes.failure("expected at most \(Limits.elements) samples, found \(height) x \(width) x \(values)")
    }
    // A byte before each row says how it is filtered.
    let stored = height * (1 + (width * channels * Int(png.bit_depth) + 7) / 8)
    guard stored <= bytes.count * Limits.deflateRatio else {
      throw bytes.failure("claims \(height) x \(width) pixels, more than its \(bytes.count) bytes can hold")
    }
    return height * width * channels
  }

  private static func word(_ byte: UInt8) -> UInt16 { UInt16(byte) }

  private static func read<Sample: FixedWidthInteger & BitwiseCopyable>(
    _ png: inout heatsweep_png, _ count: Int, _ bytes: FileBytes
  ) throws(ImageFileError) -> [Sample] {
    var samples = [Sample](repeating: 0, count: count)
    // libpng needs addresses: of buffers that outlive the call, with their sizes.
    let isRead = bytes.data.withUnsafeBytes { source in
      samples.withUnsafeMutableBytes { target in
        heatsweep_png_read_samples(
          source.bindMemory(to: UInt8.self).baseAddress, source.count, &png,
          target.bindMemory(to: UInt8.self).baseAddress, target.count)
      }
    }
    guard isRead == 1 else { throw damage(png, bytes) }
    return samples
  }

  private static func damage(_ png: heatsweep_png, _ bytes: FileBytes) -> ImageFileError {
    let message = withUnsafeBytes(of: png.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return bytes.failure("the PNG file is damaged: \(message)".inOneLine)
  }
}
