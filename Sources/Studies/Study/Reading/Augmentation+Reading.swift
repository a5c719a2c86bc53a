extension Augmentation {
  /// The fields `flip`, a list or one, `shift`, `rotation` and `noise`.
  init(_ field: StudyField) throws {
    let fields = try field.fields(known: ["flip", "shift", "rotation", "noise"])
    var flips: [Flip] = []
    if let field = fields["flip"] {
      for item in field.node.scalar != nil ? [field] : try field.items(expected: "horizontal, vertical or both") {
        let flip = try item.choice(Flip.self)
        guard !flips.contains(flip) else { throw item.error(expected: "each direction once") }
        flips.append(flip)
      }
    }
    self.init(
      flips: flips, shift: try fields["shift"]?.number(in: 0...0.5) ?? 0,
      rotation: try fields["rotation"]?.number(in: 0...180) ?? 0, noise: try fields["noise"]?.number(in: 0...1) ?? 0)
  }
}
