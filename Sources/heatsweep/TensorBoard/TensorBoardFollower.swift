import Cluster
import Foundation
import Studies
import Synchronization

/// Keeps a study's files for TensorBoard up to date while it runs: results as they are stored, and of trials under way the epochs
/// that their checkpoints hold.
///
/// It works on a thread of its own, and reads no more than the directory: a coordinator never waits for it but at its end. What
/// goes wrong is a problem to be told, and nothing else.
final class TensorBoardFollower: Sendable {
  /// What is to be done.
  private struct News {
    var finished: [Int] = []
    var running: Set<String> = []
    var isWorking = false
    var nextLook = ContinuousClock.now
    var problems: [String] = []
  }

  /// What is written, touched by the jobs of the queue only; nil until it begins, and where it cannot.
  private struct Desk {
    var files: TensorBoardDirectory
    var trials: [Trial]
    var numbers: [String: Int]
    /// Trials whose files cannot be written.
    var failed: Set<String> = []
  }

  private let directory: URL
  private let queue = DispatchQueue(label: "heatsweep.tensorboard")
  private let news = Mutex(News())
  private let desk = Mutex<Desk?>(nil)

  init(directory: URL) { self.directory = directory }

  /// Begins with what is there already.
  func start() {
    news.withLock { $0.isWorking = true }
    queue.async {
      do {
        let study = try StudyDirectory(self.directory)
        let files = try TensorBoardDirectory(of: study)
        let trials = study.records.map(\.trial)
        let numbers = Dictionary(uniqueKeysWithValues: trials.enumerated().map { ($1.key, $0) })
        self.desk.withLock { $0 = Desk(files: files, trials: trials, numbers: numbers) }
        for record in study.records { self.write(record, at: study.endTime(of: record)) }
      } catch {
        self.report("\(error)")
      }
      self.news.withLock { $0.isWorking = false }
    }
  }

  /// The result of a trial is stored.
  func finished(_ trial: Int) { news.withLock { $0.finished.append(trial) } }

  /// To be called a few times a second, with the keys of the trials that are being trained.
  func follow(running: Set<String>) {
    let isDue = news.withLock { news in
      news.running = running
      guard !news.isWorking, ContinuousClock.now >= news.nextLook else { return false }
      (news.isWorking, news.nextLook) = (true, .now + .seconds(1))
      return true
    }
    guard isDue else { return }
    queue.async {
      self.catchUp()
      self.news.withLock { $0.isWorking = false }
    }
  }

  /// Writes what is left. Returns when all is written.
  func finish() { queue.sync { catchUp() } }

  /// What went wrong since this was asked last, one line each.
  func takeProblems() -> [String] {
    news.withLock { news in
      defer { news.problems = [] }
      return news.problems
    }
  }

  private func catchUp() {
    let (finished, running) = news.withLock { news in
      defer { news.finished = [] }
      return (news.finished, news.running)
    }
    guard let (trials, numbers) = desk.withLock({ desk in desk.map { ($0.trials, $0.numbers) } }) else { return }
    for key in running.sorted() {
      guard let number = numbers[key], !finished.contains(number) else { continue }
      let pending = TrialRecord(
        trial: trials[number], state: .pending, result: nil, failure: nil, worker: nil, attempts: 0)
      write(pending, at: .now)
    }
    do {
      for record in try StoredStudy.records(finished, in: directory) {
        write(try TrialRecord(trials[record.number], record), at: .now)
      }
    } catch {
      report("\(error)")
    }
  }

  private func write(_ record: TrialRecord, at time: Date) {
    desk.withLock { desk in
      guard desk?.failed.contains(record.trial.key) == false else { return }
      do {
        for problem in try desk?.files.write(record, at: time) ?? [] { report(problem) }
      } catch {
        desk?.failed.insert(record.trial.key)
        report("\(error)")
      }
    }
  }

  private func report(_ problem: String) { news.withLock { $0.problems.append(problem) } }
}
