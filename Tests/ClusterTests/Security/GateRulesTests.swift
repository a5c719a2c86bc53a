import Cluster
import Coordination
import Testing
import ZeroMQ

/// The rules of the gate as plain values.
struct GateRulesTests {
  @Test func equalLinesComeOnceAndAreCounted() {
    var limiter = LineLimiter()
    #expect(limiter.take("a", at: .zero) == "a")
    for second in 1..<600 { #expect(limiter.take("a", at: .seconds(second)) == nil) }
    #expect(limiter.take("a", at: .seconds(600)) == "a (and 599 times since the last such line)")
    #expect(limiter.take("a", at: .seconds(601)) == nil)
  }

  @Test func aFloodOfDifferentLinesIsTenAMinute() {
    var limiter = LineLimiter()
    let first = (0..<100_000).compactMap { limiter.take("line \($0)", at: .milliseconds($0 / 2)) }
    #expect(first == (0..<10).map { "line \($0)" })
    #expect(limiter.take("last", at: .seconds(60)) == "last (and 99990 other lines left out before this one)")
    #expect(limiter.take("next", at: .seconds(60)) == "next")
  }

  @Test func anIdentityBelongsToItsFirstKey() {
    var bindings = IdentityBindings()
    let identity = PeerIdentity("a")
    #expect(bindings.objection(to: identity, key: "k1", at: .zero) == nil)
    #expect(bindings.objection(to: identity, key: "k2", at: .seconds(1)) != nil)
    #expect(bindings.objection(to: identity, key: "k1", at: .seconds(599)) == nil)
    // Heard a second ago.
    #expect(bindings.review(at: .seconds(600)) { _ in nil }.isEmpty)
    #expect(bindings.objection(to: identity, key: "k2", at: .seconds(600)) != nil)
    // Silent for so long that it is forgotten.
    #expect(bindings.review(at: .seconds(1199)) { _ in nil }.isEmpty)
    #expect(bindings.objection(to: identity, key: "k2", at: .seconds(1199)) == nil)
  }

  @Test func aKeyHasSoManyIdentitiesAndThoseOfABadKeyAreExpelled() {
    var bindings = IdentityBindings()
    for number in 0..<IdentityBindings.identitiesPerKey {
      #expect(bindings.objection(to: PeerIdentity("\(number)"), key: "k1", at: .zero) == nil)
    }
    #expect(bindings.objection(to: PeerIdentity("more"), key: "k1", at: .zero) != nil)
    #expect(bindings.objection(to: PeerIdentity("other"), key: "k2", at: .zero) == nil)
    let expelled = bindings.review(at: .zero) { $0 == "k1" ? "bad" : nil }
    #expect(expelled.count == IdentityBindings.identitiesPerKey)
    #expect(expelled.allSatisfy { $0.reason == "bad" && $0.identity != PeerIdentity("other") })
    #expect(bindings.objection(to: PeerIdentity("more"), key: "k1", at: .zero) == nil)
  }

  @Test func aWorkerSaysOnceThatNobodyKnowsItsKey() {
    var watch = HandshakeWatch()
    let failure = SocketMonitor.Event.unfinished(isClosed: true)
    #expect([failure, failure].compactMap { watch.take($0) }.isEmpty)
    #expect(watch.take(failure) == .stranger(isFinal: true))
    #expect((0..<100).compactMap { _ in watch.take(failure) }.isEmpty)
    // Slow is not wrong.
    var patient = HandshakeWatch()
    #expect((0..<100).compactMap { _ in patient.take(.unfinished(isClosed: false)) }.isEmpty)
    // One that knew its coordinator waits for it to come back.
    #expect(patient.take(.succeeded) == nil)
    #expect([failure, .misunderstood, failure].compactMap { patient.take($0) } == [.stranger(isFinal: false)])
    #expect(patient.take(.refused) == .refused)
  }
}
