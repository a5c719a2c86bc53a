import Foundation

/// Whether results and stored features can be written, and how much room there is for them.
struct DiskCheck {
  let output: URL
  let cache: CacheOptions

  /// Below this a study may fail: weights, checkpoints and the report of a hundred small models.
  private static let least = 500_000_000.0

  var findings: [Finding] {
    var findings = [results]
    if cache.cacheLimit > 0, let directory = cache.directory { findings.append(features(directory)) }
    return findings
  }

  private var results: Finding {
    let (place, room) = (Self.existing(output), Self.room(output))
    let probe = place.appending(path: ".heatsweep-doctor-\(UUID().uuidString)")
    do {
      try Data("x".utf8).write(to: probe)
      try FileManager.default.removeItem(at: probe)
    } catch {
      return .problem(
        "results", "\(place.path): nothing can be written there",
        remedy: "choose another directory with --output, or change its owner or mode")
    }
    guard let room else { return .good("results", "\(place.path), can be written") }
    let found = "\(place.path), \(MemoryCheck.text(room)) free"
    return room < Self.least
      ? .problem(
        "results", found, remedy: "free some space; a study of 100 small models takes about 0.1 GB, of VGG16 6 GB")
      : .good("results", found)
  }

  private func features(_ directory: URL) -> Finding {
    let limit = cache.cacheLimit * 1e9
    guard let room = Self.room(directory), room < limit else {
      return .good("features of frozen layers", "\(directory.path), up to \(MemoryCheck.text(limit))")
    }
    return .warning(
      "features of frozen layers",
      "\(directory.path), \(MemoryCheck.text(room)) free for up to \(MemoryCheck.text(limit))",
      remedy: "keep fewer with --cache-limit \(max(0, Int(room / 2e9))), or elsewhere with --cache")
  }

  /// The directory, or the nearest one above it that is there.
  private static func existing(_ url: URL) -> URL {
    var place = url.standardizedFileURL
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
    return place
  }

  /// Bytes that this user can still write there; nil where that is unknown.
  private static func room(_ url: URL) -> Double? {
    let values = try? FileManager.default.attributesOfFileSystem(forPath: existing(url).path)
    return (values?[.systemFreeSize] as? NSNumber)?.doubleValue
  }
}
