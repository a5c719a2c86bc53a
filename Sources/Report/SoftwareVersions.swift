/// What the study ran on: with another version or CPU the numbers may differ in their last digits.
public struct SoftwareVersions: Sendable, Equatable, Codable {
  public var heatsweep: String
  public var swift: String
  public var oneDNN: String
  public var zeroMQ: String
  public var sqlite: String
  public var cpuModel: String

  public init(
    heatsweep: String, swift: String, oneDNN: String, zeroMQ: String, sqlite: String, cpuModel: String
  ) {
    self.heatsweep = heatsweep
    self.swift = swift
    self.oneDNN = oneDNN
    self.zeroMQ = zeroMQ
    self.sqlite = sqlite
    self.cpuModel = cpuModel
  }
}
