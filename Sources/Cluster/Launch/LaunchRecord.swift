import Files
import Foundation

/// What a launch leaves in its output directory for the next one: the name of the sweep on its hosts, and the port, so that
/// workers which went on find a coordinator that was started again.
public struct LaunchRecord: Codable, Sendable, Equatable {
  /// Drawn once for an output directory.
  public var sweep: String
  /// Where the coordinator listened last.
  public var port: Int?

  /// The record of a directory, or a new one where there is none that can be read.
  public init(directory: URL) {
    let bytes = FileManager.default.contents(atPath: Self.path(directory))
    let record = bytes.flatMap { try? JSONDecoder().decode(LaunchRecord.self, from: $0) }
    self = record ?? LaunchRecord(sweep: String(UUID().uuidString.lowercased().prefix(13)), port: nil)
  }

  private init(sweep: String, port: Int?) {
    self.sweep = sweep
    self.port = port
  }

  /// Durable when it returns.
  public func write(to directory: URL) throws {
    try DurableFile.write(JSONEncoder().encode(self), to: Self.path(directory))
  }

  private static func path(_ directory: URL) -> String { directory.appending(path: "launch.json").path }
}
