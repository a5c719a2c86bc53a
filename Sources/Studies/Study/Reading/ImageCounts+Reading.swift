import CardiacMRI

extension ImageCounts {
  /// Most images of a kind; as many take up to four gigabytes with their segmentations.
  static let maximum = 100_000

  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["training", "validation", "test"])
    func count(_ name: String) throws -> Int {
      let field = try fields.required(name)
      let count = try field.integer(in: Self.classes...Self.maximum)
      guard count.isMultiple(of: Self.classes) else {
        throw field.error(expected: "a multiple of \(Self.classes), as many images of each class")
      }
      return count
    }
    self.init(training: try count("training"), validation: try count("validation"), test: try count("test"))
  }

  /// Classes are balanced, so that each needs its image.
  private static let classes = Diagnosis.allCases.count
}
