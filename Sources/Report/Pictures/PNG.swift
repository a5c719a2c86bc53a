import CZlib
import Foundation

/// A small encoder of PNG images, 8 bits a sample, compressed by zlib (PNG specification, third edition, sections 5 and 10).
package enum PNG {
  /// What the bytes of a picture mean.
  package enum Samples {
    case gray
    case rgb
    /// One byte a pixel, an index into at most 256 colours.
    case indexed(palette: [RGB])

    var bytesPerPixel: Int {
      if case .rgb = self { return 3 }
      return 1
    }

    var colorType: UInt8 {
      switch self {
      case .gray: 0
      case .rgb: 2
      case .indexed: 3
      }
    }
  }

  /// - Parameter pixels: row by row, `height * width * bytesPerPixel` bytes.
  /// - Returns: a complete PNG file.
  /// - Throws: `ReportError.picture` where the sizes do not match, or zlib fails.
  package static func encode(_ pixels: [UInt8], width: Int, height: Int, as samples: Samples) throws -> Data {
    let rowBytes = width * samples.bytesPerPixel
    guard width > 0, height > 0, pixels.count == rowBytes * height else {
      throw ReportError.picture("\(pixels.count) bytes for a picture of \(height) x \(width) pixels")
    }
    var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    file += chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [8, samples.colorType, 0, 0, 0])
    if case .indexed(let palette) = samples {
      guard (1...256).contains(palette.count), pixels.allSatisfy({ Int($0) < palette.count }) else {
        throw ReportError.picture("an index beyond the palette's \(palette.count) colours")
      }
      file += chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
    }
    let compressed = try Filter.allCases.map { filter in
      try deflate(filter.apply(pixels, rowBytes: rowBytes, bytesPerPixel: samples.bytesPerPixel))
    }
    // The first of equal ones, so that the file is the same on every machine.
    file += chunk("IDAT", compressed.min { $0.count < $1.count } ?? [])
    file += chunk("IEND", [])
    return file
  }

  /// What rows are written as; the decoder takes it back (section 9). Noise compresses best as it is, smooth maps as differences.
  private enum Filter: UInt8, CaseIterable {
    case none, left, above

    /// Rows, each after a byte that names the filter.
    func apply(_ pixels: [UInt8], rowBytes: Int, bytesPerPixel: Int) -> [UInt8] {
      var filtered: [UInt8] = []
      filtered.reserveCapacity((rowBytes + 1) * (pixels.count / rowBytes))
      for start in stride(from: 0, to: pixels.count, by: rowBytes) {
        filtered.append(rawValue)
        for index in start..<start + rowBytes {
          let neighbour: UInt8 =
            switch self {
            case .none: 0
            case .left: index - start < bytesPerPixel ? 0 : pixels[index - bytesPerPixel]
            case .above: start == 0 ? 0 : pixels[index - rowBytes]
            }
          filtered.append(pixels[index] &- neighbour)
        }
      }
      return filtered
    }
  }

  private static func deflate(_ bytes: [UInt8]) throws -> [UInt8] {
    var size = compressBound(uLong(bytes.count))
    var compressed = [UInt8](repeating: 0, count: Int(size))
    let status = compress2(&compressed, &size, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
    guard status == Z_OK else { throw ReportError.picture("zlib could not compress it (status \(status))") }
    return Array(compressed.prefix(Int(size)))
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + content
    let checksum = UInt32(truncatingIfNeeded: crc32(0, body, uInt(body.count)))
    return bigEndian(UInt32(content.count)) + body + bigEndian(checksum)
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
