import Foundation
import TestKit
import Testing

/// The README's code that loads an exported model with PyTorch.
enum ReadmeLoader {
  /// The Python below the heading that reads `model.safetensors`.
  static func code() throws -> String {
    let text = try String(contentsOf: Python.repository.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(text.components(separatedBy: "\n## Models in other tools\n").dropFirst().first)
    let blocks = section.components(separatedBy: "```python\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    return try #require(blocks.first { $0.contains("load_state_dict") })
  }
}
