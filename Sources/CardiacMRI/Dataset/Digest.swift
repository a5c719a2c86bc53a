import Files

extension ImageDataset {
  /// The SHA-256 of the dataset in 64 hexadecimal digits, worked out anew at each use (a second for about 300 megabytes).
  ///
  /// Workers whose digest is the same train on the same bytes. What is hashed: the setting's name in UTF-8 and a zero byte;
  /// the number of images in 8 bytes, the least significant first; all pixels; all labels; a byte for each diagnosis, 0 to 3;
  /// a byte for each sex, 1 for male.
  public var digest: String {
    Self.digest(
      setting: setting, count: count, pixels: pixels, labels: labels, diagnoses: diagnoses, isMale: isMale)
  }

  /// The digest of these parts of a dataset.
  package static func digest(
    setting: ImageSetting, count: Int, pixels: [UInt8], labels: [UInt8], diagnoses: [Diagnosis], isMale: [Bool]
  ) -> String {
    let littleEndianCount = (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    return sha256([
      Array(setting.rawValue.utf8) + [0], littleEndianCount, pixels, labels, diagnoses.map { UInt8($0.rawValue) },
      isMale.map { $0 ? 1 : 0 },
    ])
  }
}
