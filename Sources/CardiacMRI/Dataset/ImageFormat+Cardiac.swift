import Images

extension ImageFormat {
  /// The synthetic cardiac images: 105 x 135 gray pixels of 8 bits, four diagnoses, segmentations in the codes of `Tissue`.
  public static let cardiac = ImageFormat(
    height: 105, width: 135, classes: Diagnosis.allCases.map(\.name),
    segments: Tissue.allCases.filter { $0 != .background }.map { tissue in
      Segment(code: tissue.rawValue, name: tissue.name, region: tissue.region)
    })
}

extension Tissue {
  /// Such as `left cavity`.
  var name: String {
    switch self {
    case .background: "background"
    case .leftCavity: "left cavity"
    case .rightCavity: "right cavity"
    case .leftMyocardium: "left heart wall"
    case .rightMyocardium: "right heart wall"
    case .fat: "body fat"
    case .marker: "marker"
    }
  }

  /// Inside is the heart: both cavities and the muscle around them.
  var region: Region? {
    switch self {
    case .background: nil
    case .leftCavity, .rightCavity, .leftMyocardium, .rightMyocardium: .inside
    case .fat: .fat
    case .marker: .marker
    }
  }
}
