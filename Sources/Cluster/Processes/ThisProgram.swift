import Files
import Foundation

/// The program that runs now.
public enum ThisProgram {
  /// Absolute path of its file, which workers are started from.
  public static let path: String = {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return link ?? CommandLine.arguments[0]
  }()

  /// SHA-256 of its file: coordinator and workers must be the same build to give the same results.
  public static func build() throws -> String {
    guard let bytes = FileManager.default.contents(atPath: "/proc/self/exe") else {
      throw ClusterError("\(path): cannot be read to tell which build it is")
    }
    return sha256(bytes)
  }

  /// The command that started it, as it can be typed again.
  public static var command: String {
    CommandLine.arguments.map { argument in
      let isPlain = argument.utf8.allSatisfy { byte in
        byte > 0x7F || Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
          || "-_./:=,+@%".utf8.contains(byte)
      }
      return isPlain && !argument.isEmpty ? argument : "'" + argument.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
