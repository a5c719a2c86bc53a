import Glibc

/// An address in its usual text form, and nothing that resembles one.
struct IPAddress {
  let isVersion6: Bool
  private let bytes: [UInt8]

  init?(_ text: String) {
    var four = [UInt8](repeating: 0, count: 4)
    var sixteen = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &four) == 1 {
      (isVersion6, bytes) = (false, four)
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      (isVersion6, bytes) = (true, sixteen)
    } else {
      return nil
    }
  }

  /// 127.0.0.0/8 and ::1 (RFC 6890).
  var isLoopback: Bool { isVersion6 ? bytes == [UInt8](repeating: 0, count: 15) + [1] : bytes[0] == 127 }

  /// Whether it stands for all addresses of the machine.
  var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  /// Whether a host, without brackets, is surely this machine. Names other than `localhost` are not: who owns one says where it leads.
  static func isLoopback(_ host: String) -> Bool {
    host.lowercased() == "localhost" || IPAddress(host)?.isLoopback == true
  }
}
