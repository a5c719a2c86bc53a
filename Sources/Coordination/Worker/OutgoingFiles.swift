/// A worker's files on their way to the coordinator: one at a time, offered until there is a receipt. Of checkpoints only the
/// newest waits behind the one on its way: where the line is slower than the training, those in between are not missed.
struct OutgoingFiles: Sendable {
  private(set) var current: Offer?
  private var waiting: Offer?
  private var nextOffer: Duration = .zero
  private var vainOffers = 0

  /// Takes a file in.
  mutating func add(_ offer: Offer) {
    if current == nil {
      begin(offer)
    } else {
      waiting = offer
    }
  }

  /// The worker has something else to do than this.
  mutating func clear() { (current, waiting) = (nil, nil) }

  /// The offer that is due.
  mutating func due(_ now: Duration, _ timing: Timing, using random: inout SplitMix64) -> Offer? {
    guard let current, now >= nextOffer else { return nil }
    // A first answer may wait for a disk.
    nextOffer = now + timing.heartbeat + timing.retry.wait(vainOffers, using: &random)
    vainOffers += 1
    return current
  }

  /// The coordinator is there again, and may have forgotten.
  mutating func renew() { (nextOffer, vainOffers) = (.zero, 0) }

  /// - Returns: the offer that the receipt is for; nil for an old receipt.
  mutating func settle(_ receipt: Receipt) -> Offer? {
    guard let offer = current, offer.work == receipt.work, offer.file.digest == receipt.digest else { return nil }
    passOn()
    return offer
  }

  /// Goes on to the file that waits.
  mutating func passOn() {
    current = nil
    if let next = waiting {
      waiting = nil
      begin(next)
    }
  }

  /// The coordinator asks for pieces: it has taken the offer in, and there is no need to repeat it soon.
  mutating func isAskedFor(_ now: Duration, _ timing: Timing) { nextOffer = now + timing.lease }

  private mutating func begin(_ offer: Offer) {
    current = offer
    renew()
  }
}
