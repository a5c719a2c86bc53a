/// Files of trials: taken from workers piece by piece, kept before there is a receipt, and given to the workers that go on.
extension CoordinatorMachine {
  /// Takes an offered file, unless the trial is over, has another owner by now, or the file is there.
  mutating func consider(
    _ offer: Offer, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]
  ) {
    guard let entry = ledger[offer.work.trial], entry.needs(offer.kind, of: offer.work)
    else {
      abandon(identity, &actions)
      actions.append(receipt(offer.work, offer.file, .unwanted, identity))
      return
    }
    if entry.checkpoints.contains(offer.file) || entry.products.contains(offer.file) {
      actions.append(receipt(offer.work, offer.file, .durable, identity))
      return
    }
    // The same offer again, while its pieces are on their way.
    if let incoming = incoming[identity], incoming.file == offer.file, incoming.work == offer.work { return }
    abandon(identity, &actions)
    var file = IncomingFile(offer)
    actions.append(.receive(file, from: identity))
    if file.isInPlace {
      file.isBeingKept = true
      actions.append(.keep(file, from: identity))
    } else {
      actions.append(want(&file, identity, now))
    }
    incoming[identity] = file
  }

  /// A piece of the file that is on its way; any other is old.
  mutating func take(_ chunk: Chunk, _ identity: PeerIdentity, _ now: Duration, _ actions: inout [CoordinatorAction]) {
    guard var file = incoming[identity], !file.isBeingKept, chunk.digest == file.file.digest,
      chunk.offset == file.offset, chunk.payload.count <= file.file.size - file.offset
    else { return }
    actions.append(.write(chunk, from: identity))
    file.offset += chunk.payload.count
    file.vainWants = 0
    if file.offset == file.file.size {
      file.isBeingKept = true
      actions.append(.keep(file, from: identity))
    } else {
      actions.append(want(&file, identity, now))
    }
    incoming[identity] = file
  }

  /// The driver's word on a file that it was told to keep.
  /// - Parameter isIntact: it is on disk with the digest that it should have; else it is gone, and comes again when it is
  ///   offered again.
  public mutating func kept(_ file: IncomingFile, from identity: PeerIdentity, isIntact: Bool) -> [CoordinatorAction] {
    // Its worker may have another one on its way by now, or be gone: what is on disk is there all the same.
    let isAwaited = incoming[identity]?.work == file.work && incoming[identity]?.file == file.file
    if isAwaited { incoming[identity] = nil }
    guard isIntact, let entry = ledger[file.work.trial] else { return [] }
    guard entry.needs(file.kind, of: file.work) else {
      // The trial ended or has another owner since the last piece came. A checkpoint that its worker put in place is its worker's to
      // remove.
      let isRecorded = (entry.checkpoints + entry.products).contains { $0.name == file.file.name }
      let stays = isRecorded || file.kind == .product || file.isInPlace
      return stays ? [] : [.remove([file.file.name], trial: file.work.trial)]
    }
    var actions: [CoordinatorAction] = [.store(.kept(file.work, file.file, file.kind))]
    ledger.update(file.work.trial) { $0.add(file.file, file.kind) }
    if isAwaited { actions.append(receipt(file.work, file.file, .durable, identity)) }
    // Only now: until here the older ones were what a restart would go on from.
    remove(entry.checkpoints, of: file.work.trial, &actions)
    return actions
  }

  /// A piece for a worker that goes on with a trial, or that asks for data; the driver knows what it has.
  func serve(_ want: Want, _ identity: PeerIdentity, _ actions: inout [CoordinatorAction]) {
    actions.append(.serve(want, trial: roster[identity]?.lease?.work.trial, to: identity))
  }

  /// Pieces that did not come are asked for again.
  mutating func checkFiles(_ now: Duration, _ actions: inout [CoordinatorAction]) {
    while let identity = wants.removeDue(at: now) {
      // Of a file whose piece came meanwhile, another question is due.
      guard var file = incoming[identity], !file.isBeingKept, now >= file.nextWant else { continue }
      actions.append(want(&file, identity, now))
      incoming[identity] = file
    }
  }

  /// Lets those of a trial's former checkpoints go that are not on its list any more.
  func remove(_ former: [TrialFile], of trial: Int, _ actions: inout [CoordinatorAction]) {
    let kept = ledger[trial]?.checkpoints.map(\.name) ?? []
    let names = former.map(\.name).filter { !kept.contains($0) }
    if !names.isEmpty { actions.append(.remove(names, trial: trial)) }
  }

  /// The rest of what comes from a worker is not waited for.
  mutating func abandon(_ identity: PeerIdentity, _ actions: inout [CoordinatorAction]) {
    guard let file = incoming.removeValue(forKey: identity), !file.isBeingKept else { return }
    actions.append(.discard(file, from: identity))
  }

  private mutating func want(
    _ file: inout IncomingFile, _ identity: PeerIdentity, _ now: Duration
  ) -> CoordinatorAction {
    file.nextWant = now + timing.heartbeat + timing.retry.wait(file.vainWants)
    wants.add(identity, at: file.nextWant)
    file.vainWants += 1
    return .send(.want(Want(digest: file.file.digest, offset: file.offset)), to: identity)
  }

  private func receipt(
    _ work: Work, _ file: TrialFile, _ verdict: Receipt.Verdict, _ identity: PeerIdentity
  ) -> CoordinatorAction {
    .send(.receipt(Receipt(work: work, digest: file.digest, verdict: verdict)), to: identity)
  }
}

extension TrialEntry {
  /// Checkpoints kept: when a newer one is durable, an older one than the last two may go.
  public static let checkpointsKept = 2

  /// Whether a file is still of use. A checkpoint of an attempt that is over is fenced off. What belongs to a result counts
  /// whichever attempt it is of, as the result itself does, and even for a trial that was given up.
  fileprivate func needs(_ kind: Offer.Kind, of work: Work) -> Bool {
    switch kind {
    case .checkpoint: !state.isFinal && attempt == work.attempt
    case .product: digest == nil
    }
  }

  mutating func add(_ file: TrialFile, _ kind: Offer.Kind) {
    switch kind {
    case .checkpoint: checkpoints = Array(([file] + checkpoints).prefix(Self.checkpointsKept))
    case .product: products.append(file)
    }
  }
}
