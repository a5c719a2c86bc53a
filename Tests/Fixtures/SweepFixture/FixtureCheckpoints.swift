import Files
import Foundation

/// The checkpoints of a fixture's trial: one file a step, the last two kept, damaged ones passed over.
struct FixtureCheckpoints {
  let directory: URL

  /// The newest state that is whole; nil where there is none.
  var newest: (step: Int, state: UInt64)? {
    for step in stride(from: 10, through: 1, by: -1) {
      let file = directory.appending(path: name(step))
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      let words = text.split(separator: " ").map(String.init)
      guard words.count == 2, words[1] == sha256(Data(words[0].utf8)) else { continue }
      if let state = UInt64(words[0]) { return (step, state) }
    }
    return nil
  }

  /// Of the files that are there, the newest last.
  var names: [String] {
    (1...10).map(name).filter { FileManager.default.fileExists(atPath: directory.appending(path: $0).path) }
  }

  /// - Returns: the new file's name.
  func write(step: Int, state: UInt64) throws -> String {
    let text = "\(state) \(sha256(Data("\(state)".utf8)))"
    try DurableFile.write(Data(text.utf8), to: directory.appending(path: name(step)).path)
    try? FileManager.default.removeItem(at: directory.appending(path: name(step - 2)))
    return name(step)
  }

  private func name(_ step: Int) -> String { "checkpoint-\(step)" }
}
