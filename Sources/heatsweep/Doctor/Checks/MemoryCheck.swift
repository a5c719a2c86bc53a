import Foundation

/// Whether there is memory for a worker on each core.
struct MemoryCheck {
  /// Bytes of a worker that trains VGG16 in batches of 8, with its images (`scripts/bench` prints the peak).
  private static let largeWorker = 1_000_000_000.0
  /// The same of the small network.
  private static let smallWorker = 200_000_000.0

  var findings: [Finding] {
    guard let available = Self.available else {
      return [.warning("memory", "/proc/meminfo cannot be read", remedy: "mount /proc")]
    }
    let cores = Double(ProcessInfo.processInfo.activeProcessorCount)
    let found = "\(Self.text(available)) available"
    if available < Self.smallWorker {
      return [
        .problem("memory", found, remedy: "end other programs; a worker needs about \(Self.text(Self.smallWorker))")
      ]
    }
    if available < cores * Self.largeWorker {
      let workers = max(1, Int(available / Self.largeWorker))
      return [
        .warning(
          "memory", "\(found) for \(Int(cores)) cores",
          remedy: "train VGG16 with --workers \(workers): a worker takes about \(Self.text(Self.largeWorker))")
      ]
    }
    return [.good("memory", found)]
  }

  /// Bytes that programs can have without swapping.
  private static var available: Double? {
    let lines = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let line = lines.first { $0.hasPrefix("MemAvailable:") }?.split(whereSeparator: \.isWhitespace)
    return line.flatMap { $0.count > 1 ? Double($0[1]) : nil }.map { $0 * 1024 }
  }

  static func text(_ bytes: Double) -> String {
    bytes < 1e9 ? String(format: "%.0f MB", bytes / 1e6) : String(format: "%.1f GB", bytes / 1e9)
  }
}
