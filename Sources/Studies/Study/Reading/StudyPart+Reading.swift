extension Study {
  /// Takes the part that the field `part` asks for.
  mutating func readPart(_ field: StudyField) throws {
    let fields = try field.fields(known: ["trials", "images"])
    let trials = try fields["trials"]?.integer(in: 1...Self.maximumTrials)
    let images = try fields["images"].map { try ImageCounts.count($0) }
    guard trials != nil || images != nil else {
      throw field.error(expected: "`trials`, `images` or both", found: "none")
    }
    guard let part = part(trials: trials, images: images) else {
      throw (fields["images"] ?? field).error(expected: "at least as many images as the largest batch, \(largestBatch)")
    }
    self = part
  }
}
