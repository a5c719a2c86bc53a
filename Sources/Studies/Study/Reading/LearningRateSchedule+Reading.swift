extension LearningRateSchedule {
  /// `constant`, or the fields of a schedule.
  init(_ field: StudyField) throws {
    if field.node.scalar?.string == "constant" {
      self = .constant
      return
    }
    guard field.node.mapping != nil else { throw field.error(expected: "`constant` or the fields warm_up and decay") }
    let fields = try field.fields(known: ["warm_up", "decay"])
    self.init(
      warmUp: try fields["warm_up"]?.number(in: 0...1) ?? 0,
      decay: try fields.required("decay").choice(Decay.self))
  }
}
