import Coordination
import Foundation
import Testing

/// A file on its way between a worker's and a coordinator's state machines.
struct FileTransferTests {
  private let a = PeerIdentity("a")
  private let b = PeerIdentity("b")
  private let work = Work(trial: 0, attempt: 1)

  private func file(_ letter: Character, size: Int = 10) -> TrialFile {
    TrialFile(name: "checkpoint-\(letter)", digest: String(repeating: letter, count: 64), size: size)
  }

  private func offer(_ file: TrialFile, attempt: Int = 1, kind: Offer.Kind = .checkpoint, isInPlace: Bool = false)
    -> WorkerMessage
  {
    .offer(Offer(work: Work(trial: 0, attempt: attempt), file: file, kind: kind, isInPlace: isInPlace))
  }

  private func chunk(_ file: TrialFile, _ offset: Int, _ count: Int) -> WorkerMessage {
    .chunk(Chunk(digest: file.digest, offset: offset, payload: Data(repeating: 1, count: count)))
  }

  private func hello(_ name: String) -> WorkerMessage {
    .hello(
      Hello(
        build: "b", digests: [:], threads: 1, name: name, host: "h", process: 1,
        status: WorkerStatus(request: 1, work: nil)))
  }

  /// A coordinator whose only trial is with `a`.
  private func coordinator() -> CoordinatorMachine {
    let welcome = Welcome(epoch: 1, study: "s", fingerprint: "f", host: "h", directory: "/")
    var machine = CoordinatorMachine(
      trials: [TrialEntry(number: 0, key: "t0", payload: Data())],
      terms: .init(welcome: welcome, build: "b", digests: [:]), timing: Timing(), reattachment: .zero, now: .zero)
    _ = machine.receive(hello("a"), from: a, at: .zero)
    _ = machine.receive(.ready(Ready(request: 1)), from: a, at: .zero)
    return machine
  }

  private func isWant(_ action: CoordinatorAction, at offset: Int) -> Bool {
    if case .send(.want(let want), _) = action { want.offset == offset } else { false }
  }

  private func incoming(_ actions: [CoordinatorAction]) throws -> IncomingFile {
    try #require(
      actions.compactMap { if case .keep(let file, _) = $0 { file } else { nil } }.first, "\(actions)")
  }

  private func receipt(_ actions: [CoordinatorAction]) -> Receipt.Verdict? {
    actions.compactMap { if case .send(.receipt(let receipt), _) = $0 { receipt.verdict } else { nil } }.first
  }

  /// Has a whole checkpoint kept.
  private func keep(_ file: TrialFile, _ machine: inout CoordinatorMachine) throws -> [CoordinatorAction] {
    _ = machine.receive(offer(file), from: a, at: .zero)
    let actions = machine.receive(chunk(file, 0, file.size), from: a, at: .zero)
    return machine.kept(try incoming(actions), from: a, isIntact: true)
  }

  @Test func piecesAreAskedForOneByOneAndReceiptComesAfterTheDisk() throws {
    var machine = coordinator()
    let file = file("1")
    let begun = machine.receive(offer(file), from: a, at: .zero)
    #expect(begun.contains { isWant($0, at: 0) })
    #expect(machine.receive(chunk(file, 0, 4), from: a, at: .zero).contains { isWant($0, at: 4) })
    let whole = machine.receive(chunk(file, 4, 6), from: a, at: .zero)
    #expect(receipt(whole) == nil)
    let kept = machine.kept(try incoming(whole), from: a, isIntact: true)
    #expect(kept.first == .store(.kept(work, file, .checkpoint)))
    #expect(receipt(kept) == .durable)
    // Offered again, because the receipt was lost.
    #expect(receipt(machine.receive(offer(file), from: a, at: .zero)) == .durable)
  }

  @Test func piecesThatAreNotTheNextAreIgnored() {
    var machine = coordinator()
    let file = file("1")
    _ = machine.receive(offer(file), from: a, at: .zero)
    _ = machine.receive(chunk(file, 0, 4), from: a, at: .zero)
    for wrong in [chunk(file, 0, 4), chunk(file, 8, 2), chunk(file, 4, 7), chunk(self.file("2"), 4, 2)] {
      #expect(machine.receive(wrong, from: a, at: .zero).isEmpty)
    }
    // Nor are those of somebody who has nothing on its way.
    _ = machine.receive(hello("b"), from: b, at: .zero)
    #expect(machine.receive(chunk(file, 4, 2), from: b, at: .zero).isEmpty)
  }

  @Test func aLostPieceIsAskedForAgain() {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    #expect(!machine.tick(at: .milliseconds(500)).contains { isWant($0, at: 0) })
    #expect(machine.tick(at: .seconds(2)).contains { isWant($0, at: 0) })
  }

  @Test func twoCheckpointsAreKeptAndAnOlderOneGoesAfterTheNewerIsDurable() throws {
    var machine = coordinator()
    _ = try keep(file("1"), &machine)
    let second = try keep(file("2"), &machine)
    #expect(!second.contains { if case .remove = $0 { true } else { false } })
    let third = try keep(file("3"), &machine)
    let store = try #require(third.firstIndex(of: .store(.kept(work, file("3"), .checkpoint))))
    let remove = try #require(third.firstIndex(of: .remove(["checkpoint-1"], trial: 0)))
    #expect(store < remove)
    #expect(machine.trials[0].checkpoints == [file("3"), file("2")])
  }

  @Test func whoeverGoesOnIsToldOfTheCheckpoints() throws {
    var machine = coordinator()
    _ = try keep(file("1"), &machine)
    _ = machine.receive(.bye(Bye(reason: "r")), from: a, at: .zero)
    _ = machine.receive(hello("b"), from: b, at: .zero)
    let actions = machine.receive(.ready(Ready(request: 1)), from: b, at: .zero)
    let assignment = actions.compactMap { if case .send(.assign(let it), _) = $0 { it } else { nil } }.first
    #expect(assignment?.checkpoints == [file("1")])
    let want = Want(digest: file("1").digest, offset: 0)
    #expect(machine.receive(.want(want), from: b, at: .zero) == [.serve(want, trial: 0, to: b)])
  }

  @Test func aDamagedFileIsNotBelieved() throws {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    let whole = machine.receive(chunk(file("1"), 0, 10), from: a, at: .zero)
    #expect(machine.kept(try incoming(whole), from: a, isIntact: false).isEmpty)
    #expect(machine.trials[0].checkpoints.isEmpty)
    // It comes again.
    #expect(machine.receive(offer(file("1")), from: a, at: .zero).contains { isWant($0, at: 0) })
  }

  @Test func aCheckpointIsKeptThoughItsWorkerHasGoneOnToSomethingElse() throws {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    let late = try incoming(machine.receive(chunk(file("1"), 0, 10), from: a, at: .zero))
    _ = machine.receive(offer(file("2")), from: a, at: .zero)
    let actions = machine.kept(late, from: a, isIntact: true)
    #expect(actions == [.store(.kept(work, file("1"), .checkpoint))])
    #expect(machine.trials[0].checkpoints == [file("1")])
  }

  @Test func aCheckpointThatIsOnDiskWhenItsTrialIsDoneIsRemoved() throws {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    let late = try incoming(machine.receive(chunk(file("1"), 0, 10), from: a, at: .zero))
    let report = ResultReport(work: work, request: 1, digest: "d", isDiverged: false, payload: Data())
    _ = machine.receive(.result(report), from: a, at: .zero)
    #expect(machine.kept(late, from: a, isIntact: true) == [.remove(["checkpoint-1"], trial: 0)])
  }

  @Test func anOlderAttemptIsFencedOff() throws {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    for second in 1...31 { _ = machine.tick(at: .seconds(second)) }
    _ = machine.receive(hello("b"), from: b, at: .seconds(31))
    _ = machine.receive(.ready(Ready(request: 1)), from: b, at: .seconds(31))
    #expect(machine.trials[0].attempt == 2)
    _ = machine.receive(hello("a"), from: a, at: .seconds(32))
    #expect(receipt(machine.receive(offer(file("1")), from: a, at: .seconds(32))) == .unwanted)
    // What belongs to a result is wanted, as the result is, until there is one.
    let product = offer(file("2"), kind: .product)
    #expect(machine.receive(product, from: a, at: .seconds(32)).contains { isWant($0, at: 0) })
  }

  @Test func aResultLetsCheckpointsGo() throws {
    var machine = coordinator()
    _ = try keep(file("1"), &machine)
    let report = ResultReport(work: work, request: 1, digest: "d", isDiverged: false, payload: Data())
    let actions = machine.receive(.result(report), from: a, at: .zero)
    let store = try #require(actions.firstIndex(of: .store(.accepted(report, worker: "a"))))
    let remove = try #require(actions.firstIndex(of: .remove(["checkpoint-1"], trial: 0)))
    #expect(store < remove)
    #expect(receipt(machine.receive(offer(file("2")), from: a, at: .zero)) == .unwanted)
  }

  @Test func aLostWorkersFileIsDiscarded() {
    var machine = coordinator()
    _ = machine.receive(offer(file("1")), from: a, at: .zero)
    let actions = (1...31).flatMap { machine.tick(at: .seconds($0)) }
    #expect(actions.contains { if case .discard = $0 { true } else { false } })
    #expect(machine.workers.isEmpty)
  }

  // MARK: The worker's side

  private func worker(_ checkpoints: [TrialFile] = []) -> WorkerMachine {
    var machine = WorkerMachine(
      profile: .init(build: "b", digests: [:], threads: 1, name: "a", host: "h", process: 1), timing: Timing(),
      seed: 1, now: .zero)
    let welcome = Welcome(epoch: 1, study: "s", fingerprint: "f", host: "h", directory: "/")
    _ = machine.receive(.welcome(welcome), at: .zero)
    let assignment = Assignment(work: work, request: 1, key: "t0", checkpoints: checkpoints, payload: Data())
    _ = machine.receive(.assign(assignment), at: .zero)
    return machine
  }

  private func offered(_ file: TrialFile, _ kind: Offer.Kind = .checkpoint) -> Offer {
    Offer(work: work, file: file, kind: kind, isInPlace: false)
  }

  private func durable(_ file: TrialFile) -> CoordinatorMessage {
    .receipt(Receipt(work: work, digest: file.digest, verdict: .durable))
  }

  @Test func ofCheckpointsOnlyTheNewestWaits() {
    var machine = worker()
    let (first, second, third) = (offered(file("1")), offered(file("2")), offered(file("3")))
    #expect(machine.keptCheckpoint(first, at: .zero) == [.send(.offer(first))])
    #expect(machine.keptCheckpoint(second, at: .zero).isEmpty)
    #expect(machine.keptCheckpoint(third, at: .zero).isEmpty)
    #expect(machine.receive(durable(first.file), at: .zero) == [.shipped(first), .send(.offer(third))])
  }

  @Test func aResultWaitsForItsProducts() {
    var machine = worker()
    let product = offered(file("1"), .product)
    let report = ResultReport(work: work, request: 1, digest: "d", isDiverged: false, payload: Data())
    #expect(machine.finished(report, products: [product], at: .zero) == [.send(.offer(product))])
    let want = Want(digest: product.file.digest, offset: 3)
    #expect(machine.receive(.want(want), at: .zero) == [.answer(want, product)])
    #expect(machine.receive(durable(product.file), at: .zero) == [.shipped(product), .send(.result(report))])
  }

  @Test func anOfferIsRepeatedUntilThereIsAReceipt() {
    var machine = worker()
    let offer = offered(file("1"))
    _ = machine.keptCheckpoint(offer, at: .zero)
    #expect(machine.tick(at: .seconds(3)).contains(.send(.offer(offer))))
    // A restarted coordinator has forgotten it.
    let welcome = Welcome(epoch: 2, study: "s", fingerprint: "f", host: "h", directory: "/")
    _ = machine.receive(.welcome(welcome), at: .seconds(3))
    #expect(machine.tick(at: .seconds(3.1)).contains(.send(.offer(offer))))
  }

  @Test func aFileIsFetchedPieceByPiece() {
    var machine = worker([file("1")])
    let digest = file("1").digest
    #expect(
      machine.fetch(digest: digest, size: 10, at: .zero) == [.send(.want(Want(digest: digest, offset: 0)))])
    let first = Chunk(digest: digest, offset: 0, payload: Data(repeating: 1, count: 6))
    #expect(
      machine.receive(.chunk(first), at: .zero) == [
        .received(first), .send(.want(Want(digest: digest, offset: 6))),
      ])
    // Twice, and too long.
    #expect(machine.receive(.chunk(first), at: .zero).isEmpty)
    let long = Chunk(digest: digest, offset: 6, payload: Data(repeating: 1, count: 5))
    #expect(machine.receive(.chunk(long), at: .zero).isEmpty)
    let last = Chunk(digest: digest, offset: 6, payload: Data(repeating: 1, count: 4))
    #expect(machine.receive(.chunk(last), at: .zero) == [.received(last), .fetched(digest: digest)])
  }

  @Test func whatTheCoordinatorLacksIsUnavailable() {
    var machine = worker([file("1")])
    _ = machine.fetch(digest: file("1").digest, size: 10, at: .zero)
    #expect(machine.receive(.absent(Absence(digest: file("2").digest)), at: .zero).isEmpty)
    let digest = file("1").digest
    #expect(machine.receive(.absent(Absence(digest: digest)), at: .zero) == [.unavailable(digest: digest)])
  }
}
