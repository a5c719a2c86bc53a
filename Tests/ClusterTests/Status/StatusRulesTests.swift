import Cluster
import Coordination
import Testing

/// Who is answered how often, and how fast a worker is.
struct StatusRulesTests {
  @Test func everybodyIsAnsweredOnceASecond() {
    var desk = StatusDesk()
    let (a, b) = (PeerIdentity("a"), PeerIdentity("b"))
    let times: [Duration] = [.zero, .milliseconds(100), .milliseconds(700), .seconds(1), .milliseconds(1500)]
    #expect(times.map { desk.admits(a, at: $0) } == [true, false, false, true, false])
    let hasAnswered = desk.admits(b, at: .milliseconds(1500))
    #expect(hasAnswered)
    #expect(Set(desk.watchers(at: .seconds(2))) == [a, b])
    // Who was silent for long is forgotten.
    let answersAgain = desk.admits(a, at: .seconds(12))
    #expect(answersAgain)
    #expect(desk.watchers(at: .seconds(12)) == [a])
  }

  @Test func thousandsAreAnsweredInTurns() {
    var desk = StatusDesk()
    let answers = [Duration.zero, .milliseconds(500), .seconds(1)].map { now in
      (0..<5000).count { desk.admits(PeerIdentity("p\($0)"), at: now) }
    }
    #expect(answers == [StatusDesk.mostAnswers, 0, StatusDesk.mostAnswers])
  }

  @Test func aPaceIsOverWhatIsDoneAndAtHand() {
    var pace = WorkerPace()
    pace.begin()
    #expect(pace.trialsPerHour(fraction: nil, secondsOnTrial: 100) == nil)
    pace.progress(fraction: 0)
    #expect(pace.trialsPerHour(fraction: 0, secondsOnTrial: 1) == nil)
    #expect(pace.trialsPerHour(fraction: 0.5, secondsOnTrial: 30) == 60)
    pace.finish(seconds: 100)
    pace.begin()
    pace.progress(fraction: 0)
    #expect(pace.trialsPerHour(fraction: nil, secondsOnTrial: 50) == 36)
    #expect(pace.trialsPerHour(fraction: 0.5, secondsOnTrial: 50) == 36)
  }

  @Test func whatAnotherWorkerDidIsNotThisOnesPace() {
    var pace = WorkerPace()
    pace.begin()
    for fraction in [0.75, 0.875] { pace.progress(fraction: fraction) }
    #expect(pace.trialsPerHour(fraction: 0.875, secondsOnTrial: 10) == 45)
    pace.finish(seconds: 20)
    #expect(pace.finished == 1 && pace.trialsPerHour(fraction: nil, secondsOnTrial: 0) == 45)
  }
}
