import COneDNN
import Foundation
import GRDB
import Kernels
import Report
import ZeroMQ

extension SoftwareVersions {
  /// Of this program, the libraries that it runs with, and this machine's CPU; without the machine's name.
  package static var current: SoftwareVersions {
    SoftwareVersions(
      heatsweep: "0.1.0", swift: swiftVersion, oneDNN: oneDNNVersion, zeroMQ: Context.libraryVersion,
      sqlite: sqliteVersion, cpuModel: Processor.model)
  }

  /// A compiler does not tell its version to the program; this is as fine as conditional compilation can ask.
  private static var swiftVersion: String {
    #if swift(>=6.4)
      "6.4 or later"
    #elseif swift(>=6.3)
      "6.3"
    #elseif swift(>=6.2)
      "6.2"
    #else
      "6.1"
    #endif
  }

  private static var oneDNNVersion: String {
    // A constant of the library, never freed.
    guard let version = dnnl_version()?.pointee else { return "unknown" }
    return "\(version.major).\(version.minor).\(version.patch)"
  }

  private static var sqliteVersion: String {
    let database = try? DatabaseQueue()
    return (try? database?.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
  }
}
