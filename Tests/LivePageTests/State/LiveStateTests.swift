import Foundation
import LivePage
import Testing

struct LiveStateTests {
  private var state = LiveState(study: SyntheticSweep().study, instance: "one")

  private static func worker(_ name: String, fraction: Double = 0, heard: Double = 0) -> LiveWorker {
    LiveWorker(name: name, host: "lab", trial: "t", fraction: fraction, secondsSinceHeard: heard)
  }

  private static func trial(_ number: Int, _ state: LiveTrial.State = .waiting) -> LiveTrial {
    LiveTrial(number: number, key: "t-\(number)", experiment: "size", arm: "cce", state: state)
  }

  private static func map(_ id: String, of trial: String) -> LiveMap {
    LiveMap(
      id: id, trial: trial, experiment: "size", arm: "cce", className: "NOR", shareInside: 0.5, width: 2, height: 2,
      png: Data(id.utf8))
  }

  private static let progress = LiveProgress(state: .running, planned: 3, waiting: 3)

  @Test mutating func `what is the same again is no change`() {
    let first = [
      state.take(.progress(Self.progress, workers: [Self.worker("a")])),
      state.take(.trials([Self.trial(0), Self.trial(1)])),
    ]
    #expect(first == [true, true])
    let version = state.version
    let again = [
      state.take(.progress(Self.progress, workers: [Self.worker("a", fraction: 0.004, heard: 0.9)])),
      state.take(.trials([Self.trial(1)])), state.take(.maps([])),
    ]
    #expect(again == [false, false, false])
    #expect(state.version == version)
  }

  @Test mutating func `a client gets what changed after its version and nothing else`() {
    state.take(.progress(Self.progress, workers: [Self.worker("a"), Self.worker("b")]))
    state.take(.trials([Self.trial(0), Self.trial(1), Self.trial(2)]))
    state.take(.maps([Self.map("0-NOR", of: "t-0")]))
    let known = state.version
    #expect(state.snapshot(since: known).trials == [])
    state.take(.trials([Self.trial(1, .running), Self.trial(2)]))
    state.take(.progress(Self.progress, workers: [Self.worker("b", fraction: 0.5)]))
    let change = state.snapshot(since: known)
    #expect(change.since == known && change.version == state.version && change.study == nil && change.progress == nil)
    #expect(change.trials == [Self.trial(1, .running)])
    #expect(change.workers == [Self.worker("b", fraction: 0.5)])
    #expect(change.goneWorkers == ["a"] && change.maps == nil)
  }

  @Test mutating func `a client that knows nothing, or what another state said, gets everything`() {
    state.take(.progress(Self.progress, workers: [Self.worker("a")]))
    state.take(.trials([Self.trial(0)]))
    for version in [nil, 0, -5, state.version + 1] {
      let all = state.snapshot(since: version)
      #expect(all.since == 0 && all.study?.name == "synthetic" && all.trials.count == 1 && all.workers.count == 1)
      #expect(all.progress == Self.progress && all.maps == [])
    }
  }

  @Test mutating func `a worker that comes back is not gone`() {
    state.take(.progress(Self.progress, workers: [Self.worker("a")]))
    let known = state.version
    state.take(.progress(Self.progress, workers: []))
    #expect(state.snapshot(since: known).goneWorkers == ["a"])
    state.take(.progress(Self.progress, workers: [Self.worker("a")]))
    let change = state.snapshot(since: known)
    #expect(change.goneWorkers == [] && change.workers == [Self.worker("a")])
  }

  @Test mutating func `after thousands of workers have gone, who is far behind gets everything`() {
    state.take(.progress(Self.progress, workers: [Self.worker("a")]))
    let known = state.version
    for number in 0..<1200 { state.take(.progress(Self.progress, workers: [Self.worker("w\(number)")])) }
    let behind = state.snapshot(since: known)
    #expect(behind.since == 0 && behind.workers == [Self.worker("w1199")] && behind.goneWorkers == [])
    let close = state.snapshot(since: state.version - 2)
    #expect(close.since == state.version - 2 && close.goneWorkers == ["w1197", "w1198"])
  }

  @Test mutating func `maps of the newest models are kept, the newest first`() {
    for number in 0..<10 {
      state.take(.maps([Self.map("\(number)-NOR", of: "t-\(number)"), Self.map("\(number)-DCM", of: "t-\(number)")]))
    }
    let maps = state.snapshot().maps ?? []
    #expect(maps.count == 2 * LiveState.mostModels)
    #expect(maps.first?.id == "9-NOR" && maps.last?.id == "4-DCM")
    #expect(state.picture("9-DCM") == Data("9-DCM".utf8))
    #expect(state.picture("3-NOR") == nil)
  }

  @Test mutating func `rows are bounded`() {
    state.take(.trials((0..<5000).map { Self.trial($0) } + [Self.trial(-1)]))
    #expect(state.snapshot().trials.count == LiveState.mostTrials)
  }

  @Test mutating func `numbers that are not finite have a place in JSON, and it can be read back`() throws {
    var trial = Self.trial(0, .diverged)
    trial.validationLoss = [1, .infinity]
    trial.measures = ["hirescam_inside": .nan]
    state.take(.trials([trial]))
    let json = try state.snapshot().json()
    #expect(String(decoding: json, as: UTF8.self).contains(#""validation_loss":[1,"inf"]"#))
    let read = try LiveSnapshot(json: json)
    #expect(
      read.trials[0].validationLoss == [1, .infinity] && read.trials[0].measures["hirescam_inside"]?.isNaN == true)
  }

  @Test func `a worker's row stays the same where nothing happens`() {
    let row = Self.worker("a", fraction: 0.503, heard: 1.4)
    #expect(row.fraction == 0.5 && row.secondsSilent == 0)
    #expect(Self.worker("a", fraction: .nan, heard: .infinity).fraction == 0)
    #expect(Self.worker("a", fraction: 7, heard: 12.9).fraction == 1)
    #expect(Self.worker("a", heard: 12.9).secondsSilent == 12)
  }

  @Test func `a whole sweep in small pieces ends as one that is sent at once`() throws {
    var sweep = SyntheticSweep()
    var state = LiveState(study: sweep.study, instance: "one")
    var known = 0
    var (trials, workers): ([Int: LiveTrial], [String: LiveWorker]) = ([:], [:])
    var largest = 0
    for _ in 0...SyntheticSweep.trialCount {
      for message in sweep.advance() { state.take(message) }
      let change = try LiveSnapshot(json: state.snapshot(since: known).json())
      if known > 0 { largest = max(largest, try change.json().count) }
      known = change.version
      for trial in change.trials { trials[trial.number] = trial }
      for worker in change.workers { workers[worker.name] = worker }
      for name in change.goneWorkers { workers[name] = nil }
    }
    let all = state.snapshot()
    #expect(all.trials == trials.values.sorted { $0.number < $1.number })
    #expect(all.workers == workers.values.sorted { $0.name < $1.name })
    #expect(all.progress?.state == .complete)
    // Fifty workers that all moved, and two trials.
    #expect(largest < 12_000)
  }
}
