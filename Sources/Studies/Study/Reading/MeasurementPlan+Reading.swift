extension MeasurementPlan {
  /// The fields `methods`, a list or `all`, and `costly_images`.
  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["methods", "costly_images"])
    let list = try fields.required("methods")
    if list.node.scalar != nil {
      _ = try list.text(expected: "`all` or a list of methods") { $0 == "all" }
      methods = AttributionMethodKind.allCases
    } else {
      methods = []
      for item in try list.items(expected: "methods") {
        let method = try item.choice(AttributionMethodKind.self)
        guard !methods.contains(method) else { throw item.error(expected: "each method once") }
        methods.append(method)
      }
    }
    costlyImages = try fields["costly_images"]?.integer(in: 0...ImageCounts.maximum) ?? 0
    if let costly = methods.first(where: \.isCostly), costlyImages == 0 {
      throw list.error(
        expected:
          "`costly_images`, test images of each class for what takes many passes, for the method \(costly.rawValue)",
        found: "none")
    }
  }
}

extension EarlyStopping {
  /// The fields `minimum_epochs` and `reduction`.
  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["minimum_epochs", "reduction"])
    self.init(
      minimumEpochs: try fields["minimum_epochs"]?.integer(in: 1...10_000) ?? 1,
      reduction: try fields["reduction"]?.integer(in: 2...100) ?? 4)
  }
}
