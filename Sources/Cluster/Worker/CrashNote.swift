import Coordination
import Foundation
import Glibc

/// A worker's note of what it trains, on its machine's disk. Should the process crash, its signal handler adds how, and the next
/// worker there tells the coordinator: nobody watches a standing worker, and a trial that kills must not go on killing.
///
/// A process that was killed, or whose machine went down, leaves a note without an end, and no trial is to blame.
final class CrashNote {
  private struct Text: Codable {
    var work: Work
    var fingerprint: String
  }

  private let path: String
  /// Locked for as long as the note belongs to a living process.
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    if CrashSignals.descriptor == descriptor { CrashSignals.descriptor = -1 }
    close(descriptor)
  }

  /// Notes what is trained from now on, until the note is removed. Nil where that cannot be written: training goes on without.
  init?(_ work: Work, fingerprint: String, in directory: URL) {
    guard let text = try? JSONEncoder().encode(Text(work: work, fingerprint: fingerprint)) else { return nil }
    try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.appending(path: "training-\(getpid()).note").path
    unlink(path)
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard Self.lock(descriptor), Self.append(text + Data("\n".utf8), to: descriptor) else {
      remove()
      return nil
    }
    CrashSignals.watch(descriptor)
  }

  /// The trial did not end the process.
  func remove() { unlink(path) }

  /// A crash that a process before this one noted in the directory, with its note, which is to be removed once the coordinator
  /// knows. Notes of processes that ended otherwise are cleared away; those of living ones stay.
  static func takeCrash(in directory: URL) -> (note: CrashNote, crash: Crash)? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    for name in names.sorted() where name.hasPrefix("training-") && name.hasSuffix(".note") {
      let path = directory.appending(path: name).path
      let descriptor = open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      let note = CrashNote(path: path, descriptor: descriptor)
      guard lock(descriptor) else { continue }
      guard let crash = crash(in: path) else {
        note.remove()
        continue
      }
      return (note, crash)
    }
    return nil
  }

  private static func crash(in path: String) -> Crash? {
    let lines = (FileManager.default.contents(atPath: path) ?? Data()).split(separator: UInt8(ascii: "\n"))
    guard lines.count == 2, let text = try? JSONDecoder().decode(Text.self, from: lines[0]),
      let signal = Int32(String(decoding: lines[1], as: UTF8.self))
    else { return nil }
    return Crash(
      work: text.work, fingerprint: text.fingerprint,
      reason: "the worker's process ended by \(ProcessEnd.signalled(signal).description)")
  }

  private static func append(_ bytes: Data, to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
  }

  /// The system lets go of it with the process.
  private static func lock(_ descriptor: Int32) -> Bool {
    // F_OFD_SETLK of fcntl.h, which only GNU's feature macro shows: of the open file, so that it also keeps our own process out.
    let setLock: Int32 = 37
    var range = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    return fcntl(descriptor, setLock, &range) == 0
  }
}
