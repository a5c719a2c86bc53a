import CZeroMQ
import Glibc

/// A call of libzmq that failed, as one line that names what it was about.
public struct ZeroMQError: Error, Equatable, CustomStringConvertible {
  public enum Kind: Sendable, Equatable {
    /// Another program, or another coordinator, listens there already.
    case portInUse
    /// The endpoint is not written as libzmq wants it, or names no interface of this machine.
    case invalidEndpoint
    /// A message with more frames or bytes than allowed; it was read to its end and dropped.
    case oversizedMessage
    /// The library cannot encrypt.
    case curveMissing
    case other(code: Int32)
  }

  public let kind: Kind
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// The error of the call just made.
  static func last(_ subject: String) -> ZeroMQError {
    let code = zmq_errno()
    let text = String(cString: zmq_strerror(code))
    return switch code {
    case EADDRINUSE:
      ZeroMQError(.portInUse, "\(subject): in use already; another coordinator may be running there")
    case EINVAL, EPROTONOSUPPORT, ENODEV, EADDRNOTAVAIL, incompatibleProtocol:
      ZeroMQError(.invalidEndpoint, "\(subject): \(text); expected for example tcp://127.0.0.1:5555 or ipc:///tmp/file")
    default: ZeroMQError(.other(code: code), "\(subject): \(text)")
    }
  }
}

/// ENOCOMPATPROTO: a number of libzmq's own, written in `zmq.h` in a way that is not imported.
private let incompatibleProtocol: Int32 = 156_384_712 + 52
