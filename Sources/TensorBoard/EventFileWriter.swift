import Foundation
import SwiftProtobuf

/// Writes what TensorBoard shows of one run: scalars, images, hyperparameters. What it writes is in the file when it returns.
///
/// A directory is a run, and its name is the run's. A writer that is opened on a directory with events goes on with them, and
/// knows by `lastSteps` what is there.
public final class EventFileWriter {
  /// The last step of each tag that the run has.
  public private(set) var lastSteps: [String: Int] = [:]
  private let file: EventFile

  /// - Parameters:
  ///   - directory: made where it is missing.
  ///   - startTime: of the run, if it has no events yet.
  /// - Throws: `FileError`, or `EventFileError` for a damaged file and for one that another process writes.
  public init(directory: URL, startTime: Date) throws {
    var steps: [String: Int] = [:]
    file = try EventFile(directory: directory, startTime: startTime) { record in
      let event: Tensorboard_Event
      do {
        event = try Tensorboard_Event(serializedBytes: record)
      } catch {
        throw EventFileError("\(directory.path): its file of events holds something else; remove it")
      }
      for value in event.summary.value { steps[value.tag] = Int(event.step) }
    }
    lastSteps = steps
    if file.isEmpty {
      var event = Tensorboard_Event()
      event.wallTime = startTime.timeIntervalSince1970
      event.fileVersion = "brain.Event:2"
      try file.append(event.serializedData())
    }
  }

  /// Appends one number.
  public func scalar(_ tag: String, step: Int, wallTime: Date, value: Double) throws {
    try scalars([(tag, value)], step: step, wallTime: wallTime)
  }

  /// Appends numbers of one step: all of them or, where that fails, none.
  public func scalars(_ values: [(tag: String, value: Double)], step: Int, wallTime: Date) throws {
    try append(
      values.map { tag, number in
        var value = Tensorboard_Summary.Value()
        value.tag = tag
        value.simpleValue = Float(number)
        return value
      }, step: step, wallTime: wallTime)
  }

  /// Appends a picture.
  /// - Parameter png: a PNG file of this width and height.
  public func image(_ tag: String, step: Int, wallTime: Date, png: Data, width: Int, height: Int) throws {
    var value = Tensorboard_Summary.Value()
    value.tag = tag
    value.image.width = Int32(clamping: width)
    value.image.height = Int32(clamping: height)
    value.image.colorspace = 3
    value.image.encodedImageString = png
    try append([value], step: step, wallTime: wallTime)
  }

  /// Appends what a plugin of TensorBoard keeps.
  func append(_ tag: String, plugin: String, content: some Message, wallTime: Date) throws {
    var value = Tensorboard_Summary.Value()
    value.tag = tag
    value.metadata.pluginData.pluginName = plugin
    value.metadata.pluginData.content = try content.serializedData()
    try append([value], step: 0, wallTime: wallTime)
  }

  private func append(_ values: [Tensorboard_Summary.Value], step: Int, wallTime: Date) throws {
    guard !values.isEmpty else { return }
    var event = Tensorboard_Event()
    event.wallTime = wallTime.timeIntervalSince1970
    event.step = Int64(step)
    event.summary.value = values
    try file.append(event.serializedData())
    for value in values { lastSteps[value.tag] = step }
  }
}
