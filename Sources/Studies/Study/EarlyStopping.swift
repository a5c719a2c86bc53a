/// Successive halving (ASHA; Li et al., 2020): a trial goes on beyond a rung only where it is among the best of those that reached
/// it so far. Which trials are stopped depends on the order in which they come to the rung, and so on the workers' speed: a
/// comparison of groups should do without.
public struct EarlyStopping: Codable, Sendable, Equatable {
  /// Epochs of the first rung; each further one is `reduction` times as far.
  public var minimumEpochs: Int
  /// One trial of so many goes on.
  public var reduction: Int

  /// A rule of these numbers.
  public init(minimumEpochs: Int, reduction: Int) {
    self.minimumEpochs = minimumEpochs
    self.reduction = reduction
  }

  /// Whether trials are compared after this many epochs.
  func isRung(_ epochs: Int) -> Bool {
    var rung = minimumEpochs
    while rung < epochs { rung *= reduction }
    return rung == epochs
  }
}
