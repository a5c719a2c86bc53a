import Foundation

/// The machine's CPU.
public enum Processor {
  /// Name of the first CPU's model, as Linux has it; `unknown` where it has none.
  public static let model: String = {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }()
}
