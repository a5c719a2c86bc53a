import CardiacMRI

extension ImageCounts {
  /// Most images of a kind; as many take up to four gigabytes with their segmentations.
  static let maximum = 100_000

  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["training", "validation", "test"])
    func count(_ name: String) throws -> Int {
      try Self.count(fields.required(name))
    }
    self.init(training: try count("training"), validation: try count("validation"), test: try count("test"))
  }

  /// A number of images of one kind.
  static func count(_ field: StudyField) throws -> Int {
    let count = try field.integer(in: classes...maximum)
    guard count.isMultiple(of: classes) else {
      throw field.error(expected: "a multiple of \(classes), as many images of each class")
    }
    return count
  }

  /// Classes are balanced, so that each needs its image.
  private static let classes = Diagnosis.allCases.count
}
