import Foundation

extension ImageDataset {
  /// The dataset's bytes, by which another machine gets just the same one: the number of images in 8 bytes, the least significant
  /// first; pixels; pixels without marker, unless the setting has none; labels; a byte for each diagnosis; a byte for each sex.
  public var encoded: Data {
    var bytes = withUnsafeBytes(of: UInt64(count).littleEndian) { Data($0) }
    bytes.append(contentsOf: pixels)
    if setting != .size { bytes.append(contentsOf: pixelsWithoutMarker) }
    bytes.append(contentsOf: labels)
    bytes.append(contentsOf: diagnoses.map { UInt8($0.rawValue) })
    bytes.append(contentsOf: isMale.map { $0 ? 1 : 0 })
    return bytes
  }

  /// The number of bytes of `count` images.
  package static func encodedSize(setting: ImageSetting, count: Int) -> Int {
    8 + count * ((setting == .size ? 2 : 3) * pixelsPerImage + 2)
  }

  /// The dataset of these bytes.
  ///
  /// - Parameter count: how many images there should be.
  /// - Returns: nil for bytes that are not those of such a dataset.
  public init?(encoded bytes: Data, setting: ImageSetting, shortcutStrength: Double? = nil, count: Int) {
    guard count >= 0, bytes.count == Self.encodedSize(setting: setting, count: count) else { return nil }
    var rest = bytes[...]
    func take(_ length: Int) -> [UInt8] {
      defer { rest = rest.dropFirst(length) }
      return Array(rest.prefix(length))
    }
    guard take(8).reversed().reduce(0, { $0 << 8 | Int($1) }) == count else { return nil }
    let pixels = take(count * Self.pixelsPerImage)
    let unmarked = setting == .size ? pixels : take(count * Self.pixelsPerImage)
    let labels = take(count * Self.pixelsPerImage)
    let diagnoses = take(count).compactMap { Diagnosis(rawValue: Int($0)) }
    let sexes = take(count)
    guard diagnoses.count == count, sexes.allSatisfy({ $0 <= 1 }), labels.allSatisfy({ Tissue(rawValue: $0) != nil })
    else { return nil }
    self.init(
      setting: setting, shortcutStrength: shortcutStrength, count: count, pixels: pixels,
      pixelsWithoutMarker: unmarked, labels: labels,
      diagnoses: diagnoses, isMale: sexes.map { $0 == 1 })
  }
}
