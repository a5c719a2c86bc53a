import Cluster
import Coordination
import Foundation
import Testing

/// What people see, on a terminal and in a log.
struct DisplayTests {
  /// A sweep of three trials with one worker on the first.
  private func sweep(workers: Int = 1) -> (machine: CoordinatorMachine, overview: SweepOverview) {
    let welcome = Welcome(epoch: 1, study: "s", fingerprint: "f", host: "h", directory: "/")
    let trials = (0..<3).map { TrialEntry(number: $0, key: "trial-\($0)", payload: Data()) }
    var machine = CoordinatorMachine(
      trials: trials, terms: .init(welcome: welcome, build: "b", digests: [:]), timing: Timing(),
      reattachment: .zero, now: .zero)
    for number in 0..<workers {
      let worker = PeerIdentity("w\(number)")
      let hello = Hello(
        build: "b", digests: [:], threads: 1, name: "worker-\(number)", host: "h", process: 1,
        status: WorkerStatus(request: 1, work: nil))
      _ = machine.receive(.hello(hello), from: worker, at: .zero)
      _ = machine.receive(.ready(Ready(request: 1)), from: worker, at: .zero)
    }
    let report = ProgressReport(work: Work(trial: 0, attempt: 1), fraction: 0.5, description: "epoch 1/2")
    _ = machine.receive(.progress(report), from: PeerIdentity("w0"), at: .seconds(10))
    return (machine, SweepOverview(name: "s", machine: machine, now: .seconds(10)))
  }

  private final class Screen {
    var text = ""
    var size = (columns: 80, rows: 24)
  }

  @Test func timeLeftComesFromTheRateThenFromWhatIsDone() {
    var (machine, overview) = sweep()
    // Half a trial in ten seconds: two and a half trials to go.
    #expect(overview.secondsLeft == 50)
    let result = ResultReport(
      work: Work(trial: 0, attempt: 1), request: 1, digest: "d", isDiverged: false, payload: Data())
    for action in machine.receive(.result(result), from: PeerIdentity("w0"), at: .seconds(12)) {
      if case .note(let event) = action { overview.note(event, now: .seconds(12)) }
    }
    #expect(overview.secondsLeft == 24)
    #expect(overview.finished == 1)
  }

  @Test func countsFollowWhatHappens() {
    var overview = sweep().overview
    func failed(_ isQuarantined: Bool) -> SweepEvent {
      .failed(Work(trial: 1, attempt: 3), worker: "worker-0", reason: "", isQuarantined: isQuarantined)
    }
    overview.note(failed(false), now: .seconds(11))
    #expect(overview.finished == 0)
    overview.note(failed(true), now: .seconds(11))
    #expect(overview.quarantined == 1 && overview.finished == 1)
    overview.note(.finished(trial: 0, worker: "worker-0", isDiverged: true, seconds: 10), now: .seconds(12))
    #expect(overview.done == 1 && overview.diverged == 1 && overview.finished == 2)
    // Its result comes after all.
    overview.note(.finished(trial: 1, worker: "worker-0", isDiverged: false, seconds: 10), now: .seconds(12))
    #expect(overview.quarantined == 0 && overview.done == 2 && overview.finished == 2)
  }

  @Test func atTheEndFewerTrialsThanWorkersAreLeft() {
    var estimate = TimeLeft()
    #expect(estimate.seconds(unstarted: 4, running: [], workers: 2) == nil)
    estimate.add(seconds: 10)
    #expect(estimate.seconds(unstarted: 4, running: [], workers: 2) == 20)
    #expect(estimate.seconds(unstarted: 0, running: [(0.5, 5)], workers: 8) == 5)
    #expect(estimate.seconds(unstarted: 4, running: [], workers: 0) == nil)
  }

  @Test func timesAreSaidAsPeopleDo() {
    #expect(41.6.asTime == "42 s")
    #expect(185.0.asTime == "3 min 05 s")
    #expect(7620.0.asTime == "2 h 07 min")
    #expect(Double.nan.asTime == "unknown")
  }

  @Test func aLogHasPlainLines() {
    var lines: [String] = []
    let display = PlainDisplay { lines.append($0) }
    let overview = sweep().overview
    display.started(overview)
    display.refresh(overview)
    display.happened(
      .finished(trial: 0, worker: "worker-0", isDiverged: false, seconds: 12), overview)
    display.happened(
      .failed(Work(trial: 1, attempt: 3), worker: "worker-0", reason: "why\nlog", isQuarantined: true), overview)
    display.ended(overview)
    #expect(
      lines == [
        "s: 3 trials", "trial-0 done in 12 s on worker-0 (0/3, 50 s left)",
        "trial-1 failed on worker-0: why; given up (0/3)", "0/3 trials finished, in 10 s",
      ])
    #expect(lines.allSatisfy { !$0.contains("\u{1B}") })
  }

  @Test func aTerminalShowsAWorkerALineAndDrawsOverIt() {
    let screen = Screen()
    let display = TerminalDisplay(hasColor: false, size: { screen.size }, write: { screen.text += $0 })
    let overview = sweep().overview
    display.refresh(overview)
    #expect(screen.text.contains("worker-0  trial-0  [#####-----]  50%  epoch 1/2  20 s/trial"))
    #expect(screen.text.contains("0/3 trials"))
    #expect(!screen.text.contains("m"), "no colour was wanted")
    screen.text = ""
    display.refresh(overview)
    // Two lines: one up, then cleared from there.
    #expect(screen.text.contains("\r\u{1B}[1A\u{1B}[J"))
  }

  @Test func aNarrowedTerminalIsClearedOfWhatItWrapped() {
    let screen = Screen()
    let display = TerminalDisplay(hasColor: false, size: { screen.size }, write: { screen.text += $0 })
    display.refresh(sweep().overview)
    screen.size.columns = 30
    screen.text = ""
    display.resized()
    // The two lines, drawn at 80 columns, take five rows of 30.
    #expect(screen.text.contains("\u{1B}[3A") || screen.text.contains("\u{1B}[4A"))
    let lines = screen.text.components(separatedBy: "\u{1B}[J")[1].split(separator: "\n")
    #expect(lines.allSatisfy { $0.replacing("\u{1B}[?2026l", with: "").count < 30 })
  }

  @Test func moreWorkersThanRowsAreCounted() {
    let screen = Screen()
    screen.size.rows = 5
    let display = TerminalDisplay(hasColor: true, size: { screen.size }, write: { screen.text += $0 })
    display.refresh(sweep(workers: 20).overview)
    #expect(screen.text.components(separatedBy: "\n").count == 4)
    #expect(screen.text.contains("... and 18 more workers"))
    #expect(screen.text.contains("0/3 trials"))
  }
}
