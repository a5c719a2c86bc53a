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
    self.init(
      loss: loss, method: try fields["method"].map(Self.method) ?? .hirescam,
      layers: try fields["layers"]?.items(expected: "names of convolutions").map { try $0.name() } ?? [],
      classChoice: try fields["class"]?.choice(ClassChoice.self) ?? .trueClass,
      mask: try fields["mask"]?.choice(MaskKind.self) ?? .heart,
      weight: try fields["weight"]?.number(in: Self.weights) ?? 1)
  }

  /// Factors that training can make use of.
  static let weights = 0...1_000_000.0

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
