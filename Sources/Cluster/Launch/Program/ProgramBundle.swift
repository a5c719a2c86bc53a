import Files
import Foundation

/// This program and the libraries that it needs, as they are copied to hosts: `heatsweep` and `lib/...`. Named by what is in it,
/// so that a host which has it already gets no copy.
public struct ProgramBundle: Sendable {
  /// Identifies the content.
  public let digest: String
  /// Bytes of all files.
  public let size: Int
  /// The newest version of glibc that any of the files asks for: `2.36`.
  public let glibc: GlibcVersion
  /// As `uname -m` calls it.
  public let architecture: String
  /// Files by their path in the bundle.
  let files: [String: URL]

  /// Name of the program in the bundle.
  package static let programName = "heatsweep"

  /// The program that runs now, even if its file has been replaced since.
  public static func current() throws -> ProgramBundle {
    let libraries = try SharedLibraries.needed(by: ThisProgram.path)
    var files = [programName: URL(filePath: "/proc/\(getpid())/exe")]
    for (name, url) in libraries { files["lib/\(name)"] = url }
    return try ProgramBundle(files: files)
  }

  package init(files: [String: URL]) throws {
    self.files = files
    var hash = SHA256()
    var size = 0
    var glibc = GlibcVersion(major: 0, minor: 0)
    for (path, url) in files.sorted(by: { $0.key < $1.key }) {
      let bytes: Data
      do {
        bytes = try Data(contentsOf: url, options: .alwaysMapped)
      } catch {
        throw ClusterError("\(url.path): cannot be read to be copied to hosts: \(reason(of: error))")
      }
      hash.add("\(path) \(bytes.count)\n")
      bytes.withUnsafeBytes { hash.add($0) }
      size += bytes.count
      glibc = max(glibc, GlibcVersion.newest(namedIn: bytes))
    }
    digest = String(hash.digits.prefix(32))
    self.size = size
    self.glibc = glibc
    var names = utsname()
    uname(&names)
    architecture = withUnsafeBytes(of: &names.machine) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The command that writes the bundle as a compressed archive into a file. Done once a launch, by a process of its own, and
  /// only if a host needs it.
  /// - Parameter directory: an empty one, for links to the files and the archive.
  func packing(in directory: URL) throws -> (command: [String], archive: URL) {
    let links = directory.appending(path: "bundle")
    do {
      try FileManager.default.createDirectory(at: links.appending(path: "lib"), withIntermediateDirectories: true)
      for (path, url) in files {
        try FileManager.default.createSymbolicLink(at: links.appending(path: path), withDestinationURL: url)
      }
    } catch {
      throw ClusterError("\(directory.path): cannot pack the program there: \(reason(of: error))")
    }
    let archive = directory.appending(path: "bundle.tar.gz")
    return (
      // The fastest level: on a laboratory's network, time is lost in packing rather than in sending.
      [
        "tar", "--create", "--dereference", "--use-compress-program", "gzip -1", "--file", archive.path, "--directory",
        links.path,
      ]
        + files.keys.sorted(), archive
    )
  }
}
