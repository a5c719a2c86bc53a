import Cluster
import Foundation
import LivePage
import Studies

/// A sweep's page, from before the coordinator is there until after it has ended.
final class LivePresentation {
  private let server: LiveServer
  private let sweep: Sweep
  private let directory: URL
  private let address: WebAddress
  private let mailbox = LiveMailbox()
  private var feed: LiveFeed?

  /// Listens, so that a port in use is found before anything is begun.
  /// - Throws: `LivePageError`.
  init(at address: WebAddress, sweep: Sweep, directory: URL) throws {
    (self.address, self.sweep, self.directory) = (address, sweep, directory)
    server = try LiveServer(at: address)
  }

  /// To be shown what the display is shown.
  func observer(_ display: any SweepObserver) -> any SweepObserver { LiveObserver(display, mailbox: mailbox) }

  /// Begins to show the study, whose directory is there and is ours.
  /// - Returns: the address to open.
  /// - Throws: what is wrong with the token's file or the study.
  func open() throws -> String {
    let token = address.isLoopback ? nil : try AccessToken.kept(in: directory)
    let study = LiveStudy(try StudyFile.parse(text: sweep.text, name: sweep.name))
    let trials = try sweep.trials.map { try JSONDecoder().decode(Trial.self, from: $0.payload) }
    server.open(study, token: token)
    feed = LiveFeed(server, study: study, trials: trials, directory: directory, mailbox: mailbox)
    return server.url(token: token)
  }

  /// Shows how the sweep ended; the page stays.
  func show(_ ending: LiveProgress.State) {
    feed?.end(ending)
    feed = nil
  }

  func close() { server.close() }
}
