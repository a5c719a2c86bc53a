/// Files of a worker: what it sends of its own, and what it fetches.
extension WorkerMachine {
  /// The trainer has kept a checkpoint on this machine.
  public mutating func keptCheckpoint(_ offer: Offer, at now: Duration) -> [WorkerAction] {
    guard work == offer.work else { return [] }
    outgoing.add(offer)
    return isKnown ? sendFiles(now) : []
  }

  /// The offered file is not on this machine any more: newer checkpoints have replaced it before it could be sent.
  public mutating func withdraw(_ offer: Offer, at now: Duration) -> [WorkerAction] {
    guard outgoing.current == offer, offer.kind == .checkpoint else { return [] }
    outgoing.passOn()
    return isKnown ? sendFiles(now) : []
  }

  /// The trainer needs a file that the coordinator has, and waits for `fetched` or `unavailable`.
  public mutating func fetch(digest: String, size: Int, at now: Duration) -> [WorkerAction] {
    begin(.file(digest: digest, size: size), now)
  }

  /// The trainer asks what the coordinator has under a name, and waits for `described`.
  public mutating func describe(_ name: String, at now: Duration) -> [WorkerAction] {
    begin(.description(DataInquiry(name: name)), now)
  }

  private mutating func begin(_ subject: FileDownload.Subject, _ now: Duration) -> [WorkerAction] {
    download = FileDownload(subject)
    return isKnown ? sendFiles(now) : []
  }

  /// What is due of offers and questions.
  mutating func sendFiles(_ now: Duration) -> [WorkerAction] {
    var actions: [WorkerAction] = []
    if let offer = outgoing.due(now, timing, using: &random) { actions.append(.send(.offer(offer))) }
    if let question = download?.due(now, timing, using: &random) { actions.append(.send(question)) }
    return actions
  }

  mutating func answer(_ want: Want, _ now: Duration) -> [WorkerAction] {
    guard let offer = outgoing.current, offer.file.digest == want.digest, want.offset < offer.file.size
    else { return [] }
    outgoing.isAskedFor(now, timing)
    return [.answer(want, offer)]
  }

  mutating func settle(_ receipt: Receipt, _ now: Duration) -> [WorkerAction] {
    guard let offer = outgoing.settle(receipt) else { return [] }
    var actions: [WorkerAction] = [.shipped(offer)]
    if case .delivering(let message, let work, let products) = task, products.first == offer {
      let rest = Array(products.dropFirst())
      task = .delivering(message, work, products: rest)
      if let next = rest.first { outgoing.add(next) }
      return actions + deliver(now)
    }
    actions += sendFiles(now)
    return actions
  }

  mutating func take(_ chunk: Chunk, _ now: Duration) -> [WorkerAction] {
    guard download?.take(chunk) == true else { return [] }
    if download?.isComplete == true {
      download = nil
      return [.received(chunk), .fetched(digest: chunk.digest)]
    }
    return [.received(chunk)] + sendFiles(now)
  }

  mutating func finishDownload(_ absence: Absence) -> [WorkerAction] {
    guard case .file(absence.digest, _) = download?.subject else { return [] }
    download = nil
    return [.unavailable(digest: absence.digest)]
  }

  mutating func finishDownload(_ answer: DataAnswer) -> [WorkerAction] {
    guard download?.subject == .description(DataInquiry(name: answer.name)) else { return [] }
    download = nil
    return [.described(answer)]
  }
}
