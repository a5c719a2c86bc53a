extension HeatmapTerm {
  /// The fields of a heatmap part.
  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["loss", "method", "layers", "class", "mask", "weight"])
    let loss = try fields.required("loss").choice(HeatmapLossKind.self)
    if loss == .rightReasons {
      for name in ["method", "layers", "class"] {
        guard let field = fields[name] else { continue }
        throw field.error(expected: "none, since `right_reasons` asks of all classes' pixels", found: "`\(name)`")
      }
    }
    let weights = try fields["weight"].map(Weights.init) ?? Weights(single: 1)
    self.init(
      loss: loss, method: try fields["method"].map(Self.method) ?? .hirescam,
      layers: try fields["layers"]?.items(expected: "names of convolutions").map { try $0.name() } ?? [],
      classChoice: try fields["class"]?.choice(ClassChoice.self) ?? .trueClass,
      mask: try fields["mask"]?.choice(MaskKind.self) ?? .inside,
      weight: weights.single, weightRange: weights.range)
  }

  /// A number, or what each trial's own is drawn from.
  private struct Weights {
    /// Factors that training can make use of.
    private static let allowed = 0...1_000_000.0
    /// A logarithm has no zero.
    private static let searched = 1e-9...1_000_000.0

    var single: Double
    var range: WeightRange?

    init(single: Double) { self.single = single }

    init(_ field: StudyField) throws {
      guard field.node.mapping != nil else {
        single = try field.number(in: Self.allowed)
        return
      }
      let fields = try field.fields(known: ["low", "high", "values"])
      if let list = fields["values"] {
        for name in ["low", "high"] {
          if let field = fields[name] { throw field.error(expected: "either low and high or values", found: "both") }
        }
        var values: [Double] = []
        for item in try list.items(expected: "numbers") {
          let value = try item.number(in: Self.allowed)
          guard !values.contains(value) else { throw item.error(expected: "each value once") }
          values.append(value)
        }
        (single, range) = (values[0], .values(values))
        return
      }
      let low = try fields.required("low").number(in: Self.searched)
      let highField = try fields.required("high")
      let high = try highField.number(in: Self.searched)
      guard low <= high else { throw highField.error(expected: "a number of at least low, \(low)") }
      (single, range) = (low, .between(low: low, high: high))
    }
  }

  private static func method(_ field: StudyField) throws -> AttributionMethodKind {
    let method = try field.choice(AttributionMethodKind.self)
    guard AttributionMethodKind.trainable.contains(method) else {
      throw field.error(expected: "a method that a loss can be made of, hirescam or gradcam")
    }
    return method
  }

  /// The layers are the network's own, each once.
  func check(for model: ModelKind, in field: StudyField) throws {
    let names = model.network.convolutions.map(\.name)
    for (position, layer) in layers.enumerated() {
      guard names.contains(layer), !layers[..<position].contains(layer) else {
        throw field.error(
          expected: "`layers` of \(model.rawValue), each once: \(names.joined(separator: ", "))", found: "`\(layer)`")
      }
    }
  }
}
