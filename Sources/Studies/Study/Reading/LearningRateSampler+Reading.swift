extension LearningRateSampler {
  /// What training can make use of in single precision.
  private static let range = 1e-12...10.0

  private enum Kind: String, CaseIterable {
    case random
    case grid
  }

  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["sampler", "low", "high", "values"])
    let sampler = try fields.required("sampler").choice(Kind.self)
    let foreign = sampler == .random ? ["values"] : ["low", "high"]
    for name in foreign {
      if let field = fields[name] {
        throw field.error(
          expected: sampler == .random ? "low and high" : "values", found: "a field of the other sampler")
      }
    }
    switch sampler {
    case .random:
      let low = try fields.required("low").number(in: Self.range)
      let highField = try fields.required("high")
      let high = try highField.number(in: Self.range)
      guard low <= high else { throw highField.error(expected: "a number of at least low, \(low)") }
      self = .random(low: low, high: high)
    case .grid:
      self = .grid(try fields.required("values").items(expected: "numbers").map { try $0.number(in: Self.range) })
    }
  }
}
