import Foundation

/// What the page shows: messages in, snapshots out, no socket and no clock.
///
/// Whatever changes gets the number of the version that it changed in, so that a client that has seen a version is sent what is newer
/// and nothing else.
package struct LiveState: Sendable {
  /// Rows beyond these are counted and not shown: a browser has to lay them all out.
  package static let mostTrials = 2000
  /// Models whose maps are kept.
  package static let mostModels = 6
  /// So many workers that are gone are remembered for those who still show them; whoever is further behind is sent everything.
  static let mostGone = 500

  private struct Stamped<Value: Sendable>: Sendable {
    var value: Value
    var version: Int
  }

  package let study: LiveStudy
  /// Tells versions of this state from those of one before a restart.
  package let instance: String
  /// 0 before the first message.
  private(set) package var version = 0
  private var progress: Stamped<LiveProgress>?
  private var trials: [Int: Stamped<LiveTrial>] = [:]
  private var workers: [String: Stamped<LiveWorker>] = [:]
  /// By name, the version in which a worker was found gone.
  private var gone: [String: Int] = [:]
  private var maps: [LiveMap] = []
  private var mapsVersion = 0
  /// What changed up to this version is not known piece by piece any more.
  private var horizon = 0

  package init(study: LiveStudy, instance: String) {
    self.study = study
    self.instance = instance
  }

  /// Takes in what is new.
  /// - Returns: whether anything is.
  @discardableResult package mutating func take(_ message: LiveMessage) -> Bool {
    let next = version + 1
    var hasChanged = false
    switch message {
    case .progress(let progress, let workers):
      if progress != self.progress?.value {
        self.progress = Stamped(value: progress, version: next)
        hasChanged = true
      }
      if take(workers, as: next) { hasChanged = true }
    case .trials(let trials):
      for trial in trials where (0..<Self.mostTrials).contains(trial.number) {
        guard self.trials[trial.number]?.value != trial else { continue }
        self.trials[trial.number] = Stamped(value: trial, version: next)
        hasChanged = true
      }
    case .maps(let new):
      if !new.isEmpty {
        add(new)
        mapsVersion = next
        hasChanged = true
      }
    }
    if hasChanged { version = next }
    return hasChanged
  }

  private mutating func take(_ workers: [LiveWorker], as next: Int) -> Bool {
    var hasChanged = false
    var left = Set(self.workers.keys)
    for worker in workers {
      left.remove(worker.name)
      guard self.workers[worker.name]?.value != worker else { continue }
      self.workers[worker.name] = Stamped(value: worker, version: next)
      gone[worker.name] = nil
      hasChanged = true
    }
    for name in left {
      self.workers[name] = nil
      gone[name] = next
      hasChanged = true
    }
    if gone.count > Self.mostGone {
      horizon = next
      gone = [:]
    }
    return hasChanged
  }

  private mutating func add(_ new: [LiveMap]) {
    maps = new + maps.filter { map in !new.contains { $0.id == map.id } }
    var models: [String] = []
    maps = maps.filter { map in
      if !models.contains(map.trial) { models.append(map.trial) }
      return models.count <= Self.mostModels
    }
  }

  /// What changed after a version, as a snapshot; everything where the version is nil, of the future or too long ago.
  package func snapshot(since base: Int? = nil) -> LiveSnapshot {
    let since = base.flatMap { $0 >= horizon && $0 <= version && $0 > 0 ? $0 : nil } ?? 0
    let isWhole = since == 0
    return LiveSnapshot(
      instance: instance, version: version, since: since, study: isWhole ? study : nil,
      progress: progress.flatMap { $0.version > since ? $0.value : nil },
      trials: trials.values.filter { $0.version > since }.map(\.value).sorted { $0.number < $1.number },
      workers: workers.values.filter { $0.version > since }.map(\.value).sorted { $0.name < $1.name },
      goneWorkers: isWhole ? [] : gone.filter { $0.value > since }.keys.sorted(),
      maps: isWhole || mapsVersion > since ? maps.map(LiveSnapshot.Map.init) : nil)
  }

  /// The picture of a map; nil for one that is not kept any more.
  package func picture(_ id: String) -> Data? { maps.first { $0.id == id }?.png }
}
