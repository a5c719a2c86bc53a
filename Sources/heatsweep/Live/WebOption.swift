import ArgumentParser
import LivePage

/// `--web` where a coordinator is started: a page that shows the study while it runs.
struct WebOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show the study on a web page while it runs: PORT or ADDRESS:PORT, such as 127.0.0.1:8080; port 0 takes any free one. "
        + "The address is printed. With a port alone, or a loopback address, it is for this machine only; on other addresses "
        + "everybody needs the token in the printed address, and what is sent is not encrypted.",
      valueName: "address"))
  var web: String?

  /// - Throws: `LivePageError` for what is no address.
  func address() throws -> WebAddress? { try web.map { try WebAddress($0) } }
}
