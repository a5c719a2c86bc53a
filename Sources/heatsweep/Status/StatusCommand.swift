import ArgumentParser
import Cluster
import Foundation
import Studies
import ZeroMQ

/// `heatsweep status`: how far a study is, while it runs or not.
package struct StatusCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Says how far a study is.",
    discussion: """
      Asks for trials by state, workers with their pace and last sign of life, the time left, what was lost and retried, and \
      what was given up and why: in the study's directory, or from the coordinator at an endpoint.

      Examples: heatsweep status results --watch
                heatsweep status tcp://lab1:5555 --key me.key --json
      """)

  @Argument(
    help: ArgumentHelp(
      "Directory of the results, or where the coordinator listens: tcp://HOST:PORT or ipc://PATH.",
      valueName: "directory or endpoint"))
  var place: String

  @Option(
    help: ArgumentHelp(
      "A key, a file that 'heatsweep keys make' wrote at the coordinator; tcp:// needs it.", valueName: "file"))
  var key: String?

  @Flag(help: "Print JSON: one object, or with --watch one a line.")
  var json = false

  @Flag(help: "Show it anew every second, until the study ends.")
  var watch = false

  package init() {}

  package func run() throws {
    let source = try source()
    if watch {
      var watch = StatusWatch(source, form: StatusWatch.form(json: json))
      return try watch.run()
    }
    let status = try source.status()
    print(
      json ? String(decoding: try status.json(isPretty: true), as: UTF8.self) : status.lines.joined(separator: "\n"))
  }

  private func source() throws -> StatusSource {
    guard place.hasPrefix("tcp://") || place.hasPrefix("ipc://") else {
      return .directory(URL(filePath: place)) { text in
        (try? StudyFile.parse(text: text, name: StudyStore.fileName))?.part?.description
      }
    }
    return .coordinator(try StatusClient(endpoint: Endpoint(place), key: key.map { URL(filePath: $0) }))
  }
}
