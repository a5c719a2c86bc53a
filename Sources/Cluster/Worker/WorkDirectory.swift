import Coordination
import Foundation

/// Where a worker keeps what it has of a study's trials.
struct WorkDirectory {
  /// Of the trials' directories.
  let models: URL
  /// It is the coordinator's own: files are where they belong as soon as they are written.
  let isShared: Bool

  /// - Parameter chosen: by the user.
  init(_ welcome: Welcome, chosen: URL?) {
    if let chosen {
      // A standing worker meets many studies, with the same names of trials.
      models = chosen.appending(path: String(welcome.fingerprint.prefix(16)))
      isShared = false
    } else if SharedDirectory.isProven(path: welcome.directory, proof: welcome.proof) {
      models = URL(filePath: welcome.directory).appending(path: "models")
      isShared = true
    } else {
      models = Self.base.appending(path: String(welcome.fingerprint.prefix(16)))
      isShared = false
    }
  }

  func directory(of key: String) -> URL { models.appending(path: key) }

  /// Where workers of this machine note what they train.
  ///
  /// - Parameter chosen: by the user.
  static func notes(chosen: URL?) -> URL { (chosen ?? base).appending(path: "notes") }

  /// The XDG base directory specification's place for what should outlive a restart and is of no use elsewhere.
  private static var base: URL {
    let environment = ProcessInfo.processInfo.environment
    // The specification has relative paths ignored.
    if let path = environment["XDG_STATE_HOME"], path.hasPrefix("/") {
      return URL(filePath: path).appending(path: "heatsweep")
    }
    if let home = environment["HOME"], home.hasPrefix("/") {
      return URL(filePath: home).appending(path: ".local/state/heatsweep")
    }
    return FileManager.default.temporaryDirectory.appending(path: "heatsweep-\(getuid())")
  }
}
