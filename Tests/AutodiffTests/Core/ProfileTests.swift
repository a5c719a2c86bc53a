import Autodiff
import Synchronization
import Testing

@Suite struct ProfileTests {
  /// A clock that goes on by one second each time it is read, so that times count readings.
  private final class Ticks: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Duration { .seconds(count.add(1, ordering: .relaxed).newValue) }
  }

  private let profile: Profile

  init() {
    let ticks = Ticks()
    profile = Profile { ticks.next() }
  }

  private func recording(_ body: () -> Void) -> [Profile.Label: Duration] {
    Profile.$current.withValue(profile) { profile.measure(Profile.Label("rest", nil), body) }
    return profile.spent
  }

  @Test func timeCountsForTheInnermostPlace() {
    // Readings: rest, a, b, end of b, end of a, a, end of a, end of rest.
    let spent = recording {
      Profile.measure("a") { Profile.measure("b") {} }
      Profile.measure("a") {}
    }
    #expect(
      spent == [
        Profile.Label("rest", nil): .seconds(3), Profile.Label("a", .forward): .seconds(3),
        Profile.Label("b", .forward): .seconds(1),
      ])
    #expect(spent.values.reduce(.zero, +) == .seconds(7))
  }

  @Test func aPullbackCountsForThePlaceOfItsTensor() {
    let x = Tensor([3], [1, 2, 3]).asVariable
    let spent = recording {
      let y = Profile.measure("square") { x * x }
      let z = Profile.measure("sum") { y.sum() }
      _ = gradient(of: z, wrt: [x], isDifferentiable: false)
    }
    #expect(
      Set(spent.keys) == [
        Profile.Label("rest", nil), Profile.Label("square", .forward), Profile.Label("sum", .forward),
        Profile.Label("square", .backward), Profile.Label("sum", .backward),
      ])
  }

  @Test func aGradientInsideALossIsSecondOrder() {
    let x = Tensor([3], [1, 2, 3]).asVariable
    let spent = recording {
      let y = Profile.measure("cube") { (x * x * x).sum() }
      let slope = gradient(of: y, wrt: [x])[0]
      let loss = Profile.measure("loss") { (slope * slope).sum() }
      _ = gradient(of: loss, wrt: [x], isDifferentiable: false)
    }
    #expect(
      Set(spent.keys) == [
        Profile.Label("rest", nil), Profile.Label("cube", .forward), Profile.Label("cube", .secondOrder),
        // Through what the gradient made, and on through the cube itself.
        Profile.Label("loss", .forward), Profile.Label("loss", .backward), Profile.Label("cube", .backward),
      ])
  }

  @Test func nothingIsRecordedWithoutAProfile() {
    #expect(Profile.measure("place") { 1 } == 1)
    #expect(Profile.measure(Profile.Label("place", nil)) { 2 } == 2)
    #expect(profile.spent.isEmpty)
  }

  @Test func anErrorClosesItsPlace() {
    struct Failure: Error {}
    let spent = recording {
      #expect(throws: Failure.self) { try Profile.measure("failing") { throw Failure() } }
      Profile.measure("next") {}
    }
    #expect(spent[Profile.Label("failing", .forward)] == .seconds(1))
    #expect(spent[Profile.Label("rest", nil)] == .seconds(3))
  }
}
