import Files
import Foundation
import ZeroMQ

/// `endpoint` in a study's directory: where its coordinator listens, for workers that share the file system with it. A
/// coordinator that is started again, perhaps on another machine, writes it anew.
package struct EndpointFile {
  package enum Notice: Equatable {
    case listening(Endpoint)
    /// No trial is left; nobody listens any more.
    case complete
  }

  private let path: String

  package init(directory: URL) { path = directory.appending(path: "endpoint").path }

  /// Durable when it returns. Throws `FileError`.
  package func write(_ notice: Notice) throws {
    let text =
      switch notice {
      case .listening(let endpoint): endpoint.description
      case .complete: Self.complete
      }
    try DurableFile.write(Data("\(text)\n".utf8), to: path)
  }

  /// What it says; nil where it is missing or cannot be read now, as happens to shared file systems. Throws `ClusterError` for
  /// a text that no coordinator wrote.
  package func read() throws -> Notice? {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: bytes.prefix(512), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    if text == Self.complete { return .complete }
    do {
      return .listening(try Endpoint(text))
    } catch {
      throw ClusterError("\(path): \(error)")
    }
  }

  private static let complete = "complete"
}

extension Endpoint {
  /// An endpoint that was bound, as other machines reach it: all interfaces together have no address, but the host has a name.
  package func reachable(host: String) -> Endpoint {
    guard case .tcp(let bound, let port) = transport, ["0.0.0.0", "[::]", "*"].contains(bound) else { return self }
    return Endpoint(.tcp(host: host, port: port))
  }
}
