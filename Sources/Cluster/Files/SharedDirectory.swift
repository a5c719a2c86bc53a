import Files
import Foundation

/// How a worker finds out that the coordinator's directory is its own as well, on this machine or on a file system that both
/// have: the coordinator writes a number that nobody can guess into it, and says the number to the worker.
enum SharedDirectory {
  private static let fileName = ".coordinator"

  /// Writes a new number. Durable is not needed: a worker that does not find it sends its files instead.
  /// - Returns: the number, in hexadecimal digits.
  /// - Throws: `ClusterError` where the directory cannot be written to.
  static func prove(_ directory: URL) throws -> String {
    var random = SystemRandomNumberGenerator()
    let proof = (0..<2).map { _ in String(random.next(), radix: 16) }.joined(separator: "-")
    let path = directory.appending(path: fileName).path
    try StoreFailure.explained(path) { try DurableFile.write(Data(proof.utf8), to: path) }
    return proof
  }

  /// Whether the directory of this path is the one that the coordinator wrote the number into.
  static func isProven(path: String, proof: String) -> Bool {
    guard !proof.isEmpty, path.hasPrefix("/"),
      let file = FileHandle(forReadingAtPath: URL(filePath: path).appending(path: fileName).path)
    else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 64)) == Data(proof.utf8)
  }
}
