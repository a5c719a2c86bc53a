/// A file on its way from a worker to the coordinator's disk.
public struct IncomingFile: Sendable, Equatable {
  public let work: Work
  public let file: TrialFile
  public let kind: Offer.Kind
  public let isInPlace: Bool
  /// Bytes that have come.
  var offset = 0
  /// All bytes have come: the disk has to say whether they are what they should be.
  var isBeingKept = false
  /// When to ask again, should no piece come.
  var nextWant: Duration = .zero
  var vainWants = 0

  init(_ offer: Offer) {
    (work, file, kind, isInPlace) = (offer.work, offer.file, offer.kind, offer.isInPlace)
  }
}
