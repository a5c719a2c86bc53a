import Studies

extension Sequence where Element == TrialRecord {
  /// The kept model of an arm that stands for it in pictures: the one whose share of the HiResCAM map inside the mask is the
  /// median, the lower of two; the earlier trial of equal ones. Nil where no kept model has a share.
  public func typicalModel(experiment: String, arm: String) -> TrialRecord? {
    let ranked = kept(experiment: experiment, arm: arm)
      .compactMap { record in Measure.hirescamInside.value(of: record).map { (share: $0, record: record) } }
      .filter { $0.share.isFinite }
      .sorted { ($0.share, $0.record.trial.number) < ($1.share, $1.record.trial.number) }
    return ranked.isEmpty ? nil : ranked[(ranked.count - 1) / 2].record
  }
}
