/// A machine that workers are started on through ssh, as the host file describes it.
public struct LaunchHost: Sendable, Equatable {
  /// What people call it, also in the names of its workers and logs; no other host has it.
  public var name: String
  /// Name or address as `ssh` takes it; a name of the user's ssh configuration too.
  public var host: String
  public var user: String?
  public var port: Int?
  /// Machine to go through, `[USER@]HOST[:PORT]`, or several with commas.
  public var jump: String?
  /// File of the private ssh key to log in with.
  public var identity: String?
  /// Further options of ssh, as in its configuration file, sorted by name.
  public var options: [Option] = []
  /// Whether workers reach the coordinator through the ssh connection rather than directly.
  public var tunnel = false
  /// Worker processes; nil: as many as the host has cores for their threads.
  public var workers: Int?
  /// Threads that each worker trains with.
  public var threads = 1
  /// Where the host keeps the program and checkpoints; relative to the user's home there unless it begins with `/`.
  public var directory = LaunchHost.defaultDirectory
  /// Of the worker processes, beside what the host gives them.
  public var environment: [String: String] = [:]

  /// An option of ssh.
  public struct Option: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public static let defaultDirectory = ".local/share/heatsweep"

  public init(name: String, host: String) {
    self.name = name
    self.host = host
  }

  /// Whether its workers have to be given a way to the coordinator: behind a jump host nothing is known of the way back.
  var needsTunnel: Bool { tunnel || jump != nil }

  /// The name of its worker `number`, from 1 on: also of its key and its log.
  func workerName(_ number: Int) -> String { "\(name)-\(number)" }
}
