import Coordination
import Foundation

/// The question how far the study is, which anybody may ask who may connect to a coordinator: the frames `heatsweep 1 status`
/// and `{}`. The answer has the same first frame, and a `StudyStatus` as JSON in the second.
enum StatusRequest {
  private static let header = Data("heatsweep 1 status".utf8)

  static let frames = [header, Data("{}".utf8)]

  /// Whether this is the question, whatever the version that it was asked in: the first frame keeps its form.
  static func matches(_ frames: [Data]) -> Bool { frames.count == 2 && frames[0] == header && frames[1].count <= 64 }

  static func answer(_ json: Data) -> [Data] { [header, json] }

  /// The JSON of an answer; nil for any other message.
  static func json(ofAnswer frames: [Data]) -> Data? { frames.count == 2 && frames[0] == header ? frames[1] : nil }
}
