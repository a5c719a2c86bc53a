import Foundation

/// What the study ran on: with another version or CPU the numbers may differ in their last digits.
public struct SoftwareVersions: Sendable, Equatable, Codable {
  public var heatsweep: String
  public var swift: String
  public var oneDNN: String
  public var zeroMQ: String
  public var sqlite: String
  public var cpuModel: String
  /// Nil keeps the machine's name out of the report.
  public var hostName: String?

  public init(
    heatsweep: String, swift: String, oneDNN: String, zeroMQ: String, sqlite: String, cpuModel: String,
    hostName: String? = nil
  ) {
    self.heatsweep = heatsweep
    self.swift = swift
    self.oneDNN = oneDNN
    self.zeroMQ = zeroMQ
    self.sqlite = sqlite
    self.cpuModel = cpuModel
    self.hostName = hostName
  }
}

/// When and how long the study ran, as far as is known.
public struct WallClock: Sendable, Equatable {
  /// The first start, and the last trial's end so far.
  public var started: Date?
  public var finished: Date?
  /// Seconds during which the study ran, without the pauses between a stop and a resumption.
  public var runningSeconds: Double?

  public init(started: Date? = nil, finished: Date? = nil, runningSeconds: Double? = nil) {
    self.started = started
    self.finished = finished
    self.runningSeconds = runningSeconds
  }
}
