import Foundation

/// The shared libraries that a program needs beside the system's C library.
package enum SharedLibraries {
  /// Their files by the name that the loader looks for, found by `ldd`.
  /// - Throws: `ClusterError` where `ldd` cannot be run or finds one missing.
  static func needed(by program: String) throws -> [String: URL] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ldd", program]
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw ClusterError("ldd: cannot be run to find the program's libraries: \(reason(of: error))")
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ClusterError("ldd \(program): failed; it is needed to find the program's libraries")
    }
    return try parse(text)
  }

  /// Reads lines such as `libzmq.so.5 => /lib/libzmq.so.5 (0x00007f0f19cea000)`.
  package static func parse(_ text: String) throws -> [String: URL] {
    var libraries: [String: URL] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: \.isWhitespace)
      // Without an arrow: the loader and what the kernel gives.
      guard words.count >= 3, words[1] == "=>" else { continue }
      let name = String(words[0])
      guard words[2].hasPrefix("/") else {
        throw ClusterError("\(name): the program needs this library, and it is missing")
      }
      if !isOfCLibrary(name) { libraries[name] = URL(filePath: String(words[2])) }
    }
    return libraries
  }

  /// The C library's own parts fit only the loader of the machine that they are on.
  private static func isOfCLibrary(_ name: String) -> Bool {
    let parts = [
      "ld-linux", "libc", "libm", "libmvec", "libpthread", "libdl", "librt", "libresolv", "libutil", "libanl",
      "libnsl", "libthread_db", "libnss_files", "libnss_dns",
    ]
    return parts.contains { name == $0 || name.hasPrefix("\($0).so") || name.hasPrefix("\($0)-") }
  }
}
