import ArgumentParser
import Cluster
import Foundation
import LivePage
import Studies
import ZeroMQ

/// What `run`, `coordinator` and `resume` share: a coordinator on a study and its directory, then the report.
struct SweepSession {
  let sweep: Sweep
  let directory: URL
  let endpoint: Endpoint?
  let events: Endpoint?
  /// Where a page shows the study; nil: nowhere.
  var web: WebAddress?
  /// For endpoints of a network.
  var keys: KeyDirectory?
  let workers: Int
  let threads: Int
  let cache: CacheOptions
  /// Machines to start workers on.
  var hosts: [LaunchHost] = []
  /// Whether TensorBoard's files are kept up while it runs.
  var writesTensorBoard = false

  /// Runs to the end, writes the report and exits: 0 complete, 1 with trials given up, 130 stopped by Ctrl-C.
  func run() throws -> Never {
    try PartOfStudy.check(directory, isFor: sweep.text)
    let part = PartOfStudy(text: sweep.text, workers: workers)
    let options = CoordinatorOptions(
      endpoint: endpoint, events: events, keys: keys, part: part?.description, localWorkers: workers,
      workerCommand: [ThisProgram.path, "worker"] + cache.workerArguments, threadsPerWorker: threads,
      build: try ThisProgram.build(), data: try dataAndAdvice())
    let page = try web.map { try LivePresentation(at: $0, sweep: sweep, directory: directory) }
    defer { page?.close() }
    let (coordinator, fleet) = try makeCoordinator(options) { page?.observer(makeObserver()) ?? makeObserver() }
    if endpoint != nil { Self.say("listening at \(coordinator.endpoint)") }
    if let events = coordinator.eventsEndpoint { Self.say("events at \(events)") }
    if let page { Self.say("live page: \(try page.open())") }
    if let part { Self.say(part.begin(directory)) }
    let ending: SweepEnding
    do {
      ending = try coordinator.run()
    } catch {
      page?.show(.failed)
      throw error
    }
    for line in fleet?.summary ?? [] { Self.say(line) }
    switch ending {
    case .interrupted:
      page?.show(.interrupted)
      Self.say("stopped; nothing is lost. Go on with: \(ThisProgram.command)")
      throw ExitCode(130)
    case .complete(let records):
      page?.show(.complete)
      try report()
      if let part { Self.say(part.end(directory)) }
      let givenUp = records.filter { $0.state == .quarantined }
      for record in givenUp {
        let reason = record.failure?.split(whereSeparator: \.isNewline).first ?? "no reason known"
        Self.say("\(record.key) was given up: \(reason)")
      }
      if !givenUp.isEmpty { Self.say("try them again with: \(ThisProgram.command)") }
      throw givenUp.isEmpty ? ExitCode.success : ExitCode.failure
    }
  }

  /// What workers ask by name: the sweep's data, and advice where its trials need it.
  private func dataAndAdvice() throws -> @Sendable (String) -> Data? {
    let study = try StudyFile.parse(text: sweep.text, name: sweep.name)
    let file = directory.appendingPathComponent(StudyAdvisor.fileName)
    let advisor: StudyAdvisor?
    do {
      advisor = try StudyAdvisor(study, directory: directory) { [directory] in try StudyDirectory(directory).records }
    } catch is DecodingError {
      throw ClusterError("\(file.path): is damaged; remove it to let searches begin anew")
    }
    return { [data = sweep.data] name in advisor?.data(named: name) ?? data(name) }
  }

  /// Writes the report, and says what it lacks and where it is.
  private func report() throws {
    for problem in try StudyDirectory(directory).writeReport().problems { Self.say("warning: \(problem)") }
    Self.say("report: \(directory.appendingPathComponent("report.html").path)")
  }

  /// What shows how the study goes on.
  func makeObserver() -> any SweepObserver {
    writesTensorBoard ? TensorBoardObserver(makeDisplay(), directory: directory) : makeDisplay()
  }

  static func say(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

  /// Workers of this machine by default: one a core.
  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
