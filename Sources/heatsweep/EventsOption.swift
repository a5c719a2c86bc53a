import ArgumentParser
import ZeroMQ

/// `--events` where a coordinator is started: what happens, for programs that watch.
struct EventsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where to publish what happens, for programs that watch (ZeroMQ PUB): tcp://HOST:PORT or ipc://PATH.",
      valueName: "endpoint"))
  var events: String?

  func endpoint() throws -> Endpoint? { try events.map { try Endpoint($0) } }
}
