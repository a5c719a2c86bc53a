import CZeroMQ

/// libzmq's threads. One a process is enough; sockets keep it alive.
///
/// Unchecked: a libzmq context is documented to be safe to use from any thread, and the handle never changes.
public final class Context: @unchecked Sendable {
  let handle: UnsafeMutableRawPointer

  /// Throws where the process has no file descriptors or memory left.
  public init() throws {
    guard let handle = zmq_ctx_new() else { throw ZeroMQError.last("ZeroMQ") }
    self.handle = handle
  }

  deinit { zmq_ctx_term(handle) }

  /// Version of the library that runs, such as `4.3.4`.
  public static var libraryVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}
