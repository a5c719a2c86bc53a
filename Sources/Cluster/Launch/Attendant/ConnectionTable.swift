import Foundation

/// The kernel's table of TCP connections, which tells whether workers reach their coordinator without asking either.
package enum ConnectionTable {
  /// Whether a connection to this port of some machine stands.
  static func hasConnection(toPort port: Int) -> Bool {
    ["tcp", "tcp6"].contains { name in
      guard let text = try? String(contentsOfFile: "/proc/self/net/\(name)", encoding: .utf8) else { return false }
      return hasConnection(toPort: port, in: text)
    }
  }

  /// - Parameter text: lines such as `0: 0100007F:9C40 D12F12C6:15B3 01 ...`: number, local and remote address, state.
  package static func hasConnection(toPort port: Int, in text: String) -> Bool {
    let established = "01"
    return text.split(whereSeparator: \.isNewline).contains { line in
      let columns = line.split(separator: " ")
      guard columns.count > 3, columns[3] == established, let digits = columns[2].split(separator: ":").last else {
        return false
      }
      return Int(digits, radix: 16) == port
    }
  }
}
