import Foundation

/// What `launch` tells a host's attendant, as the first line of its standard input: one JSON object. Holds secret keys, so that
/// it is never an argument.
struct AttendantOrders: Codable, Equatable {
  struct Worker: Codable, Equatable {
    var name: String
    /// Content of the worker's key file; nil: it needs none.
    var key: String?
    /// Bytes of its log that this side has already.
    var logOffset: UInt64
  }

  /// Names the directory of this sweep, in which each host has its own: homes may be shared.
  var sweep: String
  /// The host's name in the host file.
  var host: String
  /// Where the workers find the coordinator.
  var endpoint: String
  /// Worker number k is at index k - 1.
  var workers: [Worker]
  var threads: Int
  var environment: [String: String]
}

/// A further line of the attendant's standard input.
package enum AttendantCommand: String {
  /// Stop the workers: they keep their checkpoints.
  case stop
  /// Stop the workers and remove what they kept: the sweep is complete.
  case finish
}

/// A line of the attendant's standard output, one JSON object.
package enum AttendantReport: Codable, Equatable {
  /// A worker runs; it may have run already when the attendant came.
  case started(worker: Int, wasRunning: Bool)
  /// More of a worker's log, from byte `offset` on.
  case log(worker: Int, offset: UInt64, bytes: Data)
  /// - identity: of its socket.
  /// - crash: why the trial is to blame, where it is.
  /// - willRestart: another is started after a wait.
  case ended(worker: Int, identity: String, description: String, crash: String?, willRestart: Bool)
  /// Something that people should know; the workers go on.
  case trouble(reason: String)
  /// All workers have ended, as they were told.
  case stopped

  /// Bytes of the longest line; a host that sends a longer one is not believed.
  static let longestLine = 131_072
}
