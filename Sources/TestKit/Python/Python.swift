import Foundation

/// A Python that has the packages that a test needs: other programs' readers for what this one writes.
public struct Python: Sendable {
  private let path: String

  /// The first that can import all of these: that of `scripts/test`, which installs them, or one of the system's.
  /// - Returns: nil where there is none; then tests are skipped, and say so.
  public static func having(_ modules: String...) -> Python? {
    let installed = repository.appending(path: ".build-test/bin/python").path
    let found = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":").map { "\($0)/python3" }
    return ([installed, "/usr/bin/python3"] + found).lazy
      .filter { FileManager.default.isExecutableFile(atPath: $0) }.map(Python.init)
      .first { (try? $0.run(["-c", "import \(modules.joined(separator: ", "))"]))?.status == 0 }
  }

  /// The folder that holds the program's sources.
  public static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  /// What a script did.
  public struct Outcome {
    /// 0 where all went well.
    public let status: Int32
    public let output: Data
    public let errors: String

    /// What the script printed, JSON, read as a value.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
      try JSONDecoder().decode(type, from: output)
    }
  }

  /// Runs Python to its end.
  /// - Parameter directory: where it runs; nil: where the tests do.
  public func run(_ arguments: [String], in directory: URL? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = directory }
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    // To files: a pipe that nobody empties holds a talkative script up.
    let files = FileManager.default.temporaryDirectory.appending(path: "python-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let (output, errors) = (files.appending(path: "output"), files.appending(path: "errors"))
    for url in [output, errors] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
