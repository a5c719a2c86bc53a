import Documents

extension PixelSize {
  static let words = "\(allowed.lowerBound) to \(allowed.upperBound)"

  init(_ field: DocumentField, in range: ClosedRange<Int>) throws {
    let (rows, columns) = try field.pair(expected: "rows and columns, such as [128, 128]")
    self.init(rows: try rows.integer(in: range), columns: try columns.integer(in: range))
  }
}

extension Crop {
  init(_ field: DocumentField) throws {
    let fields = try field.fields(known: ["size", "center"])
    self.init(
      size: try PixelSize(fields.required("size"), in: 1...PixelSize.largestSource),
      center: try fields["center"]?.choice(Center.self) ?? .image)
  }
}

extension IntensityScaling {
  init(_ field: DocumentField) throws {
    if field.node.scalar?.string == "full" {
      self = .full
      return
    }
    guard field.node.mapping != nil else {
      throw field.error(expected: "`full`, `{percentiles: [low, high]}` or `{range: [low, high]}`")
    }
    let fields = try field.fields(known: ["percentiles", "range"])
    switch (fields["percentiles"], fields["range"]) {
    case (let percentiles?, nil):
      let (low, high) = try Self.bounds(percentiles, in: 0...100)
      self = .percentiles(low: low, high: high)
    case (nil, let range?):
      let (low, high) = try Self.bounds(range, in: -1e30...1e30)
      self = .range(low: low, high: high)
    default: throw field.error(expected: "either percentiles or range", found: fields["range"] == nil ? "none" : "both")
    }
  }

  private static func bounds(_ field: DocumentField, in range: ClosedRange<Double>) throws -> (Double, Double) {
    let (low, high) = try field.pair(expected: "two numbers, the low one first")
    let bounds = (try low.number(in: range), try high.number(in: range))
    guard bounds.0 < bounds.1 else {
      throw field.error(expected: "two numbers, the low one first", found: "\(bounds.0) and \(bounds.1)")
    }
    return bounds
  }
}

extension PartShares {
  init(_ field: DocumentField) throws {
    let fields = try field.fields(known: ["training", "validation", "test"])
    func share(_ field: DocumentField) throws -> Double { try field.number(in: 0.01...0.98) }
    self.init(
      training: try share(fields.required("training")), validation: try share(fields.required("validation")),
      test: try fields["test"].map(share))
    let sum = training + validation + (test ?? 0)
    guard abs(sum - 1) < 1e-6 else {
      throw field.error(expected: "shares that add up to 1", found: "a sum of \((sum * 1e6).rounded() / 1e6)")
    }
  }
}
