import Files
import Foundation

extension ImageDataset {
  /// The dataset's bytes, by which another machine gets just the same one: the number of images in 8 bytes, the least significant
  /// first; intensities; those without markers where there are markers; segmentations; a byte for each class; a byte for each
  /// image that says whether it has a mask. Names are left out.
  public var encoded: Data {
    var bytes = withUnsafeBytes(of: UInt64(count).littleEndian) { Data($0) }
    bytes.append(contentsOf: intensities.encoded)
    if let markers { bytes.append(contentsOf: markers.unmarked.encoded) }
    bytes.append(contentsOf: labels)
    bytes.append(contentsOf: classes.map { UInt8($0) })
    bytes.append(contentsOf: hasMask.map { $0 ? 1 : 0 })
    return bytes
  }

  /// The number of bytes of `count` images.
  public static func encodedSize(_ format: ImageFormat, hasMarkers: Bool, count: Int) -> Int {
    let values = format.valuesPerImage * (format.bits / 8) * (hasMarkers ? 2 : 1)
    return 8 + count * (values + format.pixelsPerImage + 2)
  }

  /// The dataset of these bytes.
  ///
  /// - Parameters:
  ///   - count: how many images there should be.
  ///   - hasMarkers: whether the bytes hold images without markers, too; where these have their markers is left open.
  /// - Returns: nil for bytes that are not those of such a dataset.
  public init?(encoded bytes: Data, _ format: ImageFormat, hasMarkers: Bool, count: Int) {
    guard count >= 0, bytes.count == Self.encodedSize(format, hasMarkers: hasMarkers, count: count) else { return nil }
    var rest = bytes[...]
    func take(_ length: Int) -> [UInt8] {
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
    guard take(8).reversed().reduce(0, { $0 << 8 | Int($1) }) == count else { return nil }
    let size = count * format.valuesPerImage * (format.bits / 8)
    let intensities = Intensities(encoded: take(size), bits: format.bits)
    let unmarked = hasMarkers ? Intensities(encoded: take(size), bits: format.bits) : nil
    let labels = take(count * format.pixelsPerImage)
    let classes = take(count).map { Int($0) }
    let hasMask = take(count)
    let known = [0] + format.segments.map(\.code)
    let isKnown = (0...255).map { known.contains(UInt8($0)) }
    guard classes.allSatisfy({ $0 < format.classes.count }), hasMask.allSatisfy({ $0 <= 1 }),
      labels.allSatisfy({ isKnown[Int($0)] })
    else { return nil }
    self.init(
      format: format, intensities: intensities, labels: labels, classes: classes, hasMask: hasMask.map { $0 == 1 },
      markers: unmarked.map { MarkerPlaces(unmarked: $0, places: [:]) })
  }

  /// The SHA-256 of the dataset in 64 hexadecimal digits, worked out anew at each use (a second for about 300 megabytes).
  ///
  /// Workers whose digest is the same train on the same bytes. What is hashed: the format as JSON with sorted keys and a zero
  /// byte; then `encoded`.
  public var digest: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // A format is made of numbers and strings, which always can be encoded.
    let format = (try? encoder.encode(format)) ?? Data()
    return sha256([Array(format), [0], Array(encoded)])
  }
}
