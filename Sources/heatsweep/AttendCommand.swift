import ArgumentParser
import Cluster
import Foundation

/// `heatsweep attend`: what `launch` runs on a host; of no use by hand.
package struct AttendCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "attend", abstract: "Looks after a host's workers for 'heatsweep launch'.", shouldDisplay: false)

  package init() {}

  package func run() throws {
    try Attendant(directory: URL(filePath: FileManager.default.currentDirectoryPath)).run()
  }
}
