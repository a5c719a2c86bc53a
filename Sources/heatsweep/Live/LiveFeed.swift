import Cluster
import Foundation
import Glibc
import LivePage
import Report
import Studies

/// Keeps a page up to date, on a thread of its own: reads what is new in the study's store, and draws the heatmaps of new models while
/// somebody looks.
final class LiveFeed: Sendable {
  private let mailbox: LiveMailbox
  private let done = DispatchSemaphore(value: 0)

  init(_ server: LiveServer, study: LiveStudy, trials: [Trial], directory: URL, mailbox: LiveMailbox) {
    self.mailbox = mailbox
    let done = done
    let thread = Thread {
      // Training goes first. On Linux 0 stands for the calling thread alone.
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      var work = Work(server: server, study: study, trials: trials, directory: directory)
      while work.step(mailbox.take()) {}
      done.signal()
    }
    thread.name = "live page"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Shows how it ended, once everything before is shown; waits for a few seconds at most.
  func end(_ state: LiveProgress.State) {
    mailbox.end(state)
    _ = done.wait(timeout: .now() + 5)
  }

  /// What belongs to the thread alone.
  private struct Work {
    let server: LiveServer
    let study: LiveStudy
    /// By number.
    let trials: [Trial]
    let directory: URL
    private var reader: StudyReader?
    private var status: StudyStatus?
    /// Models whose maps are to be drawn, the newest last.
    private var models: [Trial] = []
    private var maker = ModelMaps()
    private var nextMaps = ContinuousClock.now

    init(server: LiveServer, study: LiveStudy, trials: [Trial], directory: URL) {
      (self.server, self.study, self.trials, self.directory) = (server, study, trials, directory)
      // All trials as they are, before anybody tells of one.
      takeTrials()
    }

    /// - Returns: whether the sweep goes on.
    mutating func step(_ letter: LiveMailbox.Letter) -> Bool {
      if letter.haveTrialsChanged || letter.ending != nil { takeTrials() }
      status = letter.status ?? status
      if let status, letter.status != nil || letter.ending != nil {
        var progress = LiveProgress(status, state: letter.ending ?? .running)
        if letter.ending != nil { settle(&progress) }
        server.tell(.progress(progress, workers: letter.ending == nil ? status.workers.map { LiveWorker($0) } : []))
      }
      if letter.ending == nil { drawMaps() }
      return letter.ending == nil
    }

    private mutating func takeTrials() {
      do {
        let reader = try self.reader ?? StudyReader(directory: directory)
        self.reader = reader
        let records = try reader.changes().filter { trials.indices.contains($0.number) }
        let rows = try records.map { record in
          let trial = trials[record.number]
          return try LiveTrial(trial, record, measures: study.measures(of: trial.experiment.name))
        }
        if !rows.isEmpty { server.tell(.trials(rows)) }
        models += zip(rows, records).filter { $0.0.state == .done || $0.0.state == .discarded }.map {
          trials[$0.1.number]
        }
        models = models.suffix(LiveState.mostModels)
      } catch {
        // The coordinator meets what is wrong with the store by itself, and says so. Later it may be well again.
        reader = nil
      }
    }

    /// The last status may be older than the last results.
    private mutating func settle(_ progress: inout LiveProgress) {
      guard let records = try? StudyStatus(directory: directory, part: { _ in nil }).trials else { return }
      (progress.done, progress.diverged, progress.givenUp) = (records.done, records.diverged, records.quarantined)
      (progress.running, progress.waiting, progress.secondsLeft) = (0, records.running + records.pending, nil)
    }

    /// Of one model at most, and not for more than a sixth of the time: the cores are there to train.
    private mutating func drawMaps() {
      guard server.isWatched, ContinuousClock.now >= nextMaps, let trial = models.popLast() else { return }
      let start = ContinuousClock.now
      // A model without a file, or one of another version, has no maps here; the report says what is wrong.
      let maps = (try? maker.maps(of: trial, models: directory.appending(path: "models"))) ?? []
      server.tell(
        .maps(
          maps.enumerated().map { index, map in
            LiveMap(
              id: "\(trial.number)-\(index)", trial: trial.key, experiment: trial.experiment.name, arm: trial.arm.name,
              className: map.className, shareInside: map.shareInside, width: map.format.width,
              height: map.format.height,
              png: map.png)
          }))
      nextMaps = .now + (.now - start) * 5
    }
  }
}
