import Documents
import Foundation

/// What a patient's `Info.cfg` says: lines of a name, a colon and a value.
struct ACDCInfo {
  /// Normal, infarction, dilated and hypertrophic cardiomyopathy, abnormal right ventricle.
  static let groups = ["NOR", "MINF", "DCM", "HCM", "RV"]

  /// The diagnosis, one of `groups`.
  let group: String
  /// The number of the frame of each moment, from 1 on.
  let frames: [CardiacPhase: Int]

  /// - Throws: `DatasetError`.
  init(contentsOf file: URL) throws {
    let place = file.path
    let text = try reading(place) {
      try DocumentFile.text(path: place, expected: "a patient's Info.cfg", maximumBytes: 65_536)
    }
    var values: [String: (text: String, line: Int)] = [:]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].trimmingCharacters(in: .whitespaces)
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      guard values[name] == nil else {
        throw DatasetError("\(place) line \(index + 1)", expected: "\(quoted(name)) once", found: "it again")
      }
      values[name] = (value, index + 1)
    }
    guard let group = values["Group"] else {
      throw DatasetError(place, expected: "a line `Group: ...`", found: "none")
    }
    guard Self.groups.contains(group.text) else {
      throw DatasetError(
        "\(place) line \(group.line)", expected: "one of the groups \(Self.groups.joined(separator: ", "))",
        found: quoted(group.text))
    }
    self.group = group.text
    var frames: [CardiacPhase: Int] = [:]
    for phase in CardiacPhase.allCases {
      guard let value = values[phase.rawValue] else { continue }
      guard let frame = Int(value.text), (1...9999).contains(frame) else {
        throw DatasetError("\(place) line \(value.line)", expected: "the number of a frame", found: quoted(value.text))
      }
      frames[phase] = frame
    }
    self.frames = frames
  }
}
