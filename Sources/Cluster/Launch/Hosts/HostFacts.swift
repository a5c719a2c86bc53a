/// What a host says of itself before anything is copied to it.
package struct HostFacts: Equatable {
  private var words: [String: String] = [:]

  /// Reads what `RemoteShell.check` prints; nil where it did not come to its end.
  package init?(_ output: String) {
    for line in output.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      guard parts.count >= 2, parts[0] == RemoteShell.mark else { continue }
      words[String(parts[1])] = parts.count > 2 ? parts[2].trimmingSuffix(while: \.isWhitespace) : ""
    }
    guard words["end"] == "yes" else { return nil }
  }

  /// Whether the bundle is there already.
  package var hasProgram: Bool { words["program"] == "yes" }

  /// How many threads can run at once.
  package var cores: Int { words["cores"].flatMap { Int($0) }.map { min(max($0, 1), 1024) } ?? 1 }

  /// The address of this machine as the host sees it: the first word of SSH_CONNECTION. Nil also for one that holds on one
  /// wire only.
  package var clientAddress: String? {
    guard let address = words["connection"]?.split(separator: " ").first.map(String.init),
      address.utf8.allSatisfy("0123456789abcdefABCDEF.:".utf8.contains)
    else { return nil }
    let mapped = "::ffff:"
    return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
  }

  /// Bytes free where the directory is; nil where the host does not say.
  private var free: Int? {
    let columns = words["free"]?.split(separator: " ") ?? []
    // Device, 1024-byte blocks, used, available, ...; the device's name may hold spaces, so count from the end.
    guard columns.count >= 6, let blocks = Int(columns[columns.count - 3]) else { return nil }
    return blocks.multipliedReportingOverflow(by: 1024).partialValue
  }

  /// All that keeps the host from running the program, in one line; nil where nothing does.
  package func problems(for bundle: ProgramBundle, directory: String) -> String? {
    guard words["system"] == "Linux" else { return "it runs \(words["system"] ?? "another system"), and not Linux" }
    guard words["architecture"] == bundle.architecture else {
      return "its processor is \(words["architecture"] ?? "unknown"), and the program is for \(bundle.architecture)"
    }
    var problems: [String] = []
    if bundle.architecture == "x86_64", let instructions = words["instructions"]?.split(separator: " ") {
      let missing = ["avx2", "fma"].filter { !instructions.contains($0[...]) }
      if !missing.isEmpty {
        problems.append("its processor lacks \(missing.map { $0.uppercased() }.joined(separator: " and "))")
      }
    }
    if let glibc = GlibcVersion(words["glibc"] ?? "") {
      if glibc < bundle.glibc {
        problems.append("it has glibc \(glibc), and the program needs \(bundle.glibc) or newer")
      }
    } else {
      problems.append("it has no glibc, which the program needs in version \(bundle.glibc) or newer")
    }
    if words["writable"] != "yes" {
      problems.append("\(directory) cannot be written there; the host file's `directory` names another")
    } else if words["executable"] != "yes" {
      problems.append("programs cannot be run from \(directory) there; the host file's `directory` names another")
    }
    if !hasProgram {
      if words["tar"] != "yes" { problems.append("tar or gzip is missing there") }
      let needed = bundle.size + Self.room
      if words["writable"] == "yes", let free, free < needed {
        problems.append("\(directory) has \(free / 1_000_000) MB free, and \(needed / 1_000_000) MB are needed")
      }
    }
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// Bytes to leave for checkpoints and logs.
  private static let room = 200_000_000
}

extension Substring {
  fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, isUnwanted(last) { text.removeLast() }
    return String(text)
  }
}
