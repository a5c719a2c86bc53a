import Images

/// The white square that an image has in a corner, outside the heart and the fat, in two of the settings.
struct CornerMark {
  let rows: Range<Int>
  let columns: Range<Int>

  /// Where the marker setting has it: at the lower right, a pixel from the edges.
  static let marker = CornerMark(rows: 95..<104, columns: 125..<134)

  /// The pixels that it covers.
  var place: PixelRectangle { PixelRectangle(rows: rows, columns: columns) }

  private init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// The mark of this person in this setting; `nil` where there is none.
  ///
  /// In the corner setting everybody has a larger one: NOR at the upper left, DCM at the upper right, HCM at the lower left, ARV at
  /// the lower right.
  /// - Parameter isMarked: in the marker setting, whether there is one: with males, or as the strength of a shortcut has it.
  init?(setting: ImageSetting, diagnosis: Diagnosis, isMarked: Bool) {
    switch setting {
    case .size:
      return nil
    case .marker:
      guard isMarked else { return nil }
      self = .marker
    case .corner:
      let side = 19
      let isLower = diagnosis == .hcm || diagnosis == .arv
      let isRight = diagnosis == .dcm || diagnosis == .arv
      rows = isLower ? ImageFormat.cardiac.height - side..<ImageFormat.cardiac.height : 0..<side
      columns = isRight ? ImageFormat.cardiac.width - side..<ImageFormat.cardiac.width : 0..<side
    }
  }
}
