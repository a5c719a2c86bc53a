import ArgumentParser
import Cluster
import Foundation

/// `--keys`: where a coordinator's keys are.
struct KeysOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Directory of the keys; $XDG_CONFIG_HOME/heatsweep/keys, which usually is ~/.config/heatsweep/keys, by default.",
      valueName: "directory"))
  var keys: String?

  var directory: KeyDirectory { keys.map { KeyDirectory(URL(filePath: $0)) } ?? .standard }
}
