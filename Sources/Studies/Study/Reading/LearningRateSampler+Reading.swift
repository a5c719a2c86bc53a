extension LearningRateSampler {
  /// What training can make use of in single precision.
  private static let range = 1e-12...10.0

  private enum Kind: String, CaseIterable {
    case random, grid, sobol, halton, bayesian
  }

  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["sampler", "low", "high", "values"])
    let sampler = try fields.required("sampler").choice(Kind.self)
    let foreign = sampler == .grid ? ["low", "high"] : ["values"]
    for name in foreign {
      if let field = fields[name] {
        throw field.error(
          expected: sampler == .grid ? "values" : "low and high", found: "a field of other samplers")
      }
    }
    switch sampler {
    case .random, .sobol, .halton, .bayesian:
      let low = try fields.required("low").number(in: Self.range)
      let highField = try fields.required("high")
      let high = try highField.number(in: Self.range)
      guard low <= high else { throw highField.error(expected: "a number of at least low, \(low)") }
      self =
        switch sampler {
        case .sobol: .sobol(low: low, high: high)
        case .halton: .halton(low: low, high: high)
        case .bayesian: .bayesian(low: low, high: high)
        case .random, .grid: .random(low: low, high: high)
        }
    case .grid:
      self = .grid(try fields.required("values").items(expected: "numbers").map { try $0.number(in: Self.range) })
    }
  }
}
