import Foundation

/// A Python that has pyzmq, and the example that uses it.
enum PythonWithZeroMQ {
  /// Nil where there is none. The system's own Python comes first: that is the one that Debian's package is for.
  static let path: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-c", "import zmq"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private static let example = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../cluster/watch.py").standardizedFileURL.path

  /// Starts the example.
  static func watch(_ arguments: String..., in directory: URL) throws -> ProgramRun {
    try ProgramRun([example] + arguments, in: directory, program: URL(filePath: path ?? "/usr/bin/python3"))
  }
}
