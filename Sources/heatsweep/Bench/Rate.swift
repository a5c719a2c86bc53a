/// Operations in a time.
enum Rate {
  /// The median over so many measurements, in GFLOP/s, after one that does not count.
  ///
  /// - Parameters:
  ///   - operations: multiplications and additions of one `measure`.
  ///   - prepare: makes what `measure` works on; not timed.
  static func median<Operands>(
    of repetitions: Int, operations: Double, prepare: () -> Operands, measure: (Operands) -> Void
  ) -> Double {
    measure(prepare())
    let clock = ContinuousClock()
    let seconds = (0..<repetitions).map { _ in
      let operands = prepare()
      return clock.measure { measure(operands) } / .seconds(1)
    }
    return (operations / seconds.sorted()[repetitions / 2] / 1e9).rounded(toPlaces: 1)
  }
}
