import Foundation

/// Reads PNG files of 1 to 16 bits, interlaced or not. Values are those that the file stores: no gamma or colour profile is applied.
public enum PNGReader {
  /// Gray pictures stay gray, those of less than 8 bits are scaled to 255; palettes become red, green and blue. Transparency is
  /// dropped: what is behind a transparent pixel counts as it is stored.
  public static func read(_ url: URL) throws(ImageFileError) -> RasterImage {
    raster(try StoredPNG(FileBytes(contentsOf: url)))
  }

  /// The picture of a file's contents; `file` is what errors call it.
  public static func read(_ data: Data, file: String) throws(ImageFileError) -> RasterImage {
    raster(try StoredPNG(FileBytes(data, file: file)))
  }

  /// The numbers of a mask's pixels as they are stored, height x width: of a palette the indices and not the colours, of gray the
  /// values without any scaling. Pictures of red, green and blue have no such number and throw.
  public static func readLabels(_ url: URL) throws(ImageFileError) -> (height: Int, width: Int, labels: [UInt16]) {
    try labels(FileBytes(contentsOf: url))
  }

  /// The labels of a file's contents; `file` is what errors call it.
  public static func readLabels(
    _ data: Data, file: String
  ) throws(ImageFileError) -> (height: Int, width: Int, labels: [UInt16]) {
    try labels(FileBytes(data, file: file))
  }

  private static func raster(_ stored: StoredPNG) -> RasterImage {
    let values: [UInt16]
    switch stored.color {
    case .gray:
      // 255 is a multiple of 1, 3 and 15: no value is rounded.
      let factor: UInt16 = stored.depth < 8 ? 255 / (1 << stored.depth - 1) : 1
      values = factor == 1 ? stored.samples : stored.samples.map { $0 * factor }
    case .palette:
      values = stored.samples.flatMap { index in
        (0..<3).lazy.map { UInt16(stored.palette[3 * Int(index) + $0]) }
      }
    case .rgb: values = stored.samples
    case .grayAlpha, .rgbAlpha: values = stored.opaqueSamples
    }
    let isGray = stored.color == .gray || stored.color == .grayAlpha
    return RasterImage(
      height: stored.height, width: stored.width, channels: isGray ? 1 : 3, maximum: stored.depth == 16 ? 65535 : 255,
      values: values)
  }

  private static func labels(_ bytes: FileBytes) throws(ImageFileError) -> (height: Int, width: Int, labels: [UInt16]) {
    let stored = try StoredPNG(bytes)
    switch stored.color {
    case .gray, .palette: return (stored.height, stored.width, stored.samples)
    case .grayAlpha: return (stored.height, stored.width, stored.opaqueSamples)
    case .rgb, .rgbAlpha:
      throw bytes.failure("expected a gray picture or one with a palette, found red, green and blue")
    }
  }
}

extension StoredPNG {
  /// The samples without alpha, which is the last of each pixel's.
  fileprivate var opaqueSamples: [UInt16] {
    var opaque: [UInt16] = []
    opaque.reserveCapacity(samples.count / channels * (channels - 1))
    for pixel in stride(from: 0, to: samples.count, by: channels) {
      opaque += samples[pixel..<pixel + channels - 1]
    }
    return opaque
  }
}
