import Foundation
import Glibc

/// How a process ended.
package enum ProcessEnd: Equatable {
  case exited(Int32)
  case signalled(Int32)

  package init(waitStatus status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// The signals by which a program's own errors end it; any other was sent by somebody.
  static let crashSignals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS]

  var isCrash: Bool {
    if case .signalled(let signal) = self { Self.crashSignals.contains(signal) } else { false }
  }

  var description: String {
    switch self {
    case .exited(let code): "exit code \(code)"
    case .signalled(let signal): "signal \(signal) (\(String(cString: strsignal(signal))))"
    }
  }
}

/// Starts processes that end with this one, and finds out about their end.
enum ChildProcess {
  /// Where a child's streams lead: open files of this process, which stay open here.
  struct Streams {
    var input: Int32
    var output: Int32
    var errors: Int32
  }

  /// Starts a program in a process group of its own, so that a Ctrl-C on the terminal reaches it only through us.
  /// - Parameters:
  ///   - command: path of the program, or its name on the PATH, and its arguments.
  ///   - standardInput: what it reads; its end tells it that we are gone. Nil: nothing.
  ///   - environment: variables beside this process's own.
  ///   - log: file that its output is appended to.
  ///   - isOwnSession: whether it goes on when the session that it was started in ends.
  static func spawn(
    command: [String], standardInput: Int32? = nil, environment: [String: String] = [:], log: String,
    isOwnSession: Bool = false
  ) throws -> pid_t {
    let output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard output >= 0 else { throw ClusterError("\(log): cannot be opened: \(String(cString: strerror(errno)))") }
    defer { close(output) }
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(nothing) }
    return try spawn(
      command: command, streams: Streams(input: standardInput ?? nothing, output: output, errors: output),
      environment: environment, isOwnSession: isOwnSession)
  }

  /// The same, with streams that are open already.
  static func spawn(
    command: [String], streams: Streams, environment own: [String: String] = [:], isOwnSession: Bool = false
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, streams.input, 0)
    posix_spawn_file_actions_adddup2(&actions, streams.output, 1)
    posix_spawn_file_actions_adddup2(&actions, streams.errors, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    // A thread may have signals blocked that the child needs; blocked ones would be inherited.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // A session's first process leads a group of its own anyway.
    let group = isOwnSession ? setSession : Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(group | Int32(POSIX_SPAWN_SETSIGMASK)))

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    var environment: [UnsafeMutablePointer<CChar>?] = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": crashReport]) { own, _ in own }
      .merging(own) { _, own in own }
      .map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + environment { free(text) } }
    arguments.append(nil)
    environment.append(nil)
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, &attributes, arguments, environment)
    guard code == 0 else { throw ClusterError("\(command[0]): cannot be started: \(String(cString: strerror(code)))") }
    return process
  }

  /// POSIX_SPAWN_SETSID of spawn.h, which only GNU's feature macro shows.
  private static let setSession: Int32 = 0x80

  /// What the Swift runtime writes about a crash: short enough to be seen at the end of a log.
  private static let crashReport =
    "enable=yes,interactive=no,color=no,threads=crashed,registers=none,images=none,limit=8,top=2"

  /// How a child ended, or nil while it runs.
  static func end(of process: pid_t) -> ProcessEnd? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? ProcessEnd(waitStatus: status) : nil
  }
}
